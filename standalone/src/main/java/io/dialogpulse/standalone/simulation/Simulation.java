package io.dialogpulse.standalone.simulation;

import io.dialogpulse.events.LineEvent;
import io.dialogpulse.schemas.Settings;
import io.dialogpulse.schemas.Topic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Simulated channels at work: a plain Kafka producer that publishes invented dialogs as time goes by. */
public final class Simulation implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Simulation.class);
    private static final Duration STEP = Duration.ofMillis(200);

    private final Agenda agenda;
    private final InstantSource clock;
    private final Producer<String, Object> producer;
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("simulation").factory());

    private Simulation(Agenda agenda, InstantSource clock, Producer<String, Object> producer) {
        this.agenda = agenda;
        this.clock = clock;
        this.producer = producer;
    }

    /**
     * Publishes the past dialogs, and goes on with live ones until it is closed. Returns once the past is acknowledged.
     *
     * <p>The topics and the subjects in the registry have to be there already.
     *
     * @param seed the same seed, started at the same time, publishes the same
     */
    public static Simulation start(Settings settings, InstantSource clock, long seed) {
        Map<String, Object> properties = settings.kafka();
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, "dialogpulse-simulation");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, "20");
        Producer<String, Object> producer = new KafkaProducer<>(
                properties, new StringSerializer(), settings.registry().serializer());
        Simulation simulation = new Simulation(new Agenda(seed, clock.instant()), clock, producer);
        simulation.publishTargets();
        simulation.publishDue();
        producer.flush();
        var _ = simulation.worker.scheduleAtFixedRate(
                simulation::step, STEP.toMillis(), STEP.toMillis(), TimeUnit.MILLISECONDS);
        return simulation;
    }

    /** Stops the channels; what they published so far has arrived. */
    @Override
    public void close() {
        worker.close();
        producer.close();
    }

    private void step() {
        try {
            publishDue();
        } catch (RuntimeException e) {
            // The executor would stop in silence.
            LOG.error("The simulated channels have stopped", e);
            throw e;
        }
    }

    private void publishTargets() {
        for (LineEvent event : SimulatedTargets.events(clock.instant())) {
            send(Topic.LINE_EVENTS, event.getLineId(), event);
        }
    }

    private void publishDue() {
        List<SimulatedEvent> due = agenda.due(clock.instant());
        for (SimulatedEvent event : due) {
            send(event.topic(), event.dialogId(), event.event());
        }
    }

    private void send(Topic topic, String key, Object event) {
        var _ = producer.send(new ProducerRecord<>(topic.topicName(), key, event), (_, failure) -> {
            if (failure != null) {
                LOG.error("A simulated event of {} was not published to {}", key, topic.topicName(), failure);
            }
        });
    }
}

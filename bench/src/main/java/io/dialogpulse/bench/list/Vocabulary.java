package io.dialogpulse.bench.list;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Names of clients and operators: two thirds Russian, one third English, as common as they are in life. */
final class Vocabulary {
    private static final double RUSSIAN = 0.67;
    private static final int PREFIX_LETTERS = 3;

    private static final List<String> MEN = words("Александр Алексей Анатолий Андрей Антон Артём Борис Вадим Валерий"
            + " Василий Виктор Виталий Владимир Вячеслав Геннадий Георгий Григорий Денис Дмитрий Евгений Егор Иван Игорь"
            + " Илья Кирилл Константин Леонид Максим Михаил Никита Николай Олег Павел Пётр Роман Руслан Семён Сергей"
            + " Станислав Степан Тимур Фёдор Юрий Ярослав");
    private static final List<String> WOMEN = words("Александра Алина Алла Анастасия Анна Валентина Валерия Вера"
            + " Вероника Виктория Галина Дарья Диана Евгения Екатерина Елена Жанна Зинаида Зоя Инна Ирина Карина Ксения"
            + " Лариса Лидия Любовь Людмила Маргарита Марина Мария Надежда Наталья Нина Оксана Ольга Полина Раиса"
            + " Светлана София Тамара Татьяна Ульяна Юлия Яна");
    /** A woman's is the same with an ending. */
    private static final List<String> RUSSIAN_SURNAMES = words(
            "Иванов Смирнов Кузнецов Попов Васильев Петров Соколов"
                    + " Михайлов Новиков Фёдоров Морозов Волков Алексеев Лебедев Семёнов Егоров Павлов Козлов Степанов Николаев"
                    + " Орлов Андреев Макаров Никитин Захаров Зайцев Соловьёв Борисов Яковлев Григорьев Романов Воробьёв Сергеев"
                    + " Кузьмин Фролов Александров Дмитриев Королёв Гусев Киселёв Ильин Максимов Поляков Сорокин Виноградов"
                    + " Ковалёв Белов Медведев Антонов Тарасов Жуков Баранов Филиппов Комаров Давыдов Беляев Герасимов Богданов"
                    + " Осипов Сидоров Матвеев Титов Марков Миронов Крылов Куликов Карпов Власов Мельников Денисов Гаврилов Тихонов"
                    + " Казаков Афанасьев Данилов Савельев Тимофеев Фомин Чернов Абрамов Мартынов Ефимов Федотов Щербаков Назаров");

    private static final List<String> FIRST_NAMES = words("Oliver George Harry Noah Jack Leo Arthur Muhammad Oscar"
            + " Charlie Jacob Thomas Henry William Alfie Joshua Freddie Archie Ethan Isaac Alexander Joseph Edward Samuel"
            + " Olivia Amelia Isla Ava Mia Ivy Lily Isabella Sophia Rosie Freya Grace Willow Florence Emily Ella Poppy"
            + " Evie Charlotte Evelyn Daisy Phoebe Sienna Alice Matilda Ruby Harriet Eliza Zara Nancy");
    private static final List<String> SURNAMES = words(
            "Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson"
                    + " Wright Thompson Evans Walker White Roberts Green Hall Wood Jackson Clarke Patel Khan Lewis James Phillips"
                    + " Mason Mitchell Rose Davis Rodgers Ali Cox Morgan Miller Garcia Martinez Anderson Lee Harris Clark Young"
                    + " King Scott Torres Nguyen Hill Flores Adams Nelson Baker Rivera Campbell Carter Turner Parker Edwards");

    private Vocabulary() {}

    private static List<String> words(String text) {
        return List.of(text.split(" ", -1));
    }

    /** First name and surname; the same random numbers give the same name. */
    static String name(SplittableRandom random) {
        if (random.nextDouble() >= RUSSIAN) {
            return oneOf(FIRST_NAMES, random) + " " + oneOf(SURNAMES, random);
        }
        return random.nextBoolean()
                ? oneOf(MEN, random) + " " + oneOf(RUSSIAN_SURNAMES, random)
                : oneOf(WOMEN, random) + " " + oneOf(RUSSIAN_SURNAMES, random) + "а";
    }

    /** What somebody types who looks for one of the names: its first letters, in lower case, е for ё. */
    static String prefix(SplittableRandom random) {
        List<List<String>> all = List.of(MEN, WOMEN, RUSSIAN_SURNAMES, FIRST_NAMES, SURNAMES);
        List<String> longEnough =
                all.stream().flatMap(words -> Stream.of(oneOf(words, random))).toList();
        String word = oneOf(longEnough, random);
        return word.substring(0, Math.min(PREFIX_LETTERS, word.length()))
                .toLowerCase(Locale.ROOT)
                .replace('ё', 'е');
    }

    private static String oneOf(List<String> words, SplittableRandom random) {
        // The earlier in the list, the more common
        double share = random.nextDouble();
        return words.get((int) (words.size() * share * Math.sqrt(share)));
    }
}

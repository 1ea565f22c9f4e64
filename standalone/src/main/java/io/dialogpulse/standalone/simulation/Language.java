package io.dialogpulse.standalone.simulation;

import java.util.List;

/** What people say, in the language of the client. */
record Language(
        List<Exchange> exchanges,
        String botGreeting,
        String botHandover,
        String automaticWait,
        String automaticFarewell,
        String thanks,
        String onceMore,
        String outboundOpening,
        String spam) {

    /** A question and its answer. */
    record Exchange(String question, String answer) {}

    static final Language RUSSIAN = new Language(
            List.of(
                    new Exchange(
                            "Здравствуйте! Где мой заказ? Обещали доставить вчера.",
                            "Добрый день! Заказ в пути, курьер привезёт его сегодня до 18:00."),
                    new Exchange(
                            "А можно поменять адрес доставки?", "Да, напишите новый адрес, и я передам его курьеру."),
                    new Exchange(
                            "Есть ли эта модель в синем цвете?", "Синий будет на складе в четверг. Отложить для вас?"),
                    new Exchange(
                            "Хочу вернуть товар, не подошёл размер.",
                            "Конечно. Возврат возможен в течение 14 дней, пришлю вам бланк."),
                    new Exchange(
                            "Деньги списались дважды!", "Проверил: второй платёж отменён, деньги вернутся за 1–3 дня."),
                    new Exchange(
                            "Какие документы нужны для оплаты по счёту?",
                            "Только реквизиты компании, счёт выставлю сам."),
                    new Exchange(
                            "Промокод не работает.", "Он действует от 3 000 ₽. Применил его к вашей корзине вручную."),
                    new Exchange("Сколько идёт доставка в Казань?", "Два дня, бесплатно от 5 000 ₽."),
                    new Exchange("Не могу войти в личный кабинет.", "Отправил вам ссылку для нового пароля."),
                    new Exchange("А гарантия есть?", "Да, два года от производителя.")),
            "Здравствуйте! Я бот-помощник. Чем могу помочь?",
            "Передаю ваш вопрос оператору.",
            "Все операторы заняты, мы ответим вам в порядке очереди.",
            "Спасибо за обращение! Оцените, пожалуйста, работу оператора.",
            "Спасибо!",
            "Ещё один вопрос, если можно.",
            "Здравствуйте! Вы оставили товары в корзине, помочь с заказом?",
            "Заработок без вложений! Пиши в личку!!!");

    static final Language ENGLISH = new Language(
            List.of(
                    new Exchange("Hi, where is my order?", "Hello! It has left the warehouse and arrives tomorrow."),
                    new Exchange(
                            "Can I change the delivery address?", "Sure, send me the new one and I will pass it on."),
                    new Exchange("Do you ship to Germany?", "We do, it takes four to six days."),
                    new Exchange(
                            "I would like to return a jacket.", "No problem, I have e-mailed you the return label."),
                    new Exchange(
                            "I was charged twice.", "The second charge is cancelled, you will see it in 1–3 days."),
                    new Exchange("The discount code is not accepted.", "It starts at 50 €. I have applied it for you."),
                    new Exchange("Is there a warranty?", "Two years, from the manufacturer.")),
            "Hello! I am the assistant bot. How can I help?",
            "I am handing your question over to a colleague.",
            "All our operators are busy, we will answer in order of arrival.",
            "Thank you for writing to us! How did we do?",
            "Thank you!",
            "One more question, please.",
            "Hello! You left something in your cart, may I help?",
            "Earn money from home!!! Write to me!!!");
}

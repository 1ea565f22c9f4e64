package io.dialogpulse.standalone.simulation;

import io.dialogpulse.events.Operator;
import java.util.List;

/** Who plays: the lines, channels, employees and clients of an invented company. */
final class Cast {

    /** An open line, and the department that answers it. */
    record Line(String id, String name, String departmentId) {}

    static final List<Line> LINES = List.of(
            new Line("sales", "Продажи", "sales"),
            new Line("support", "Поддержка", "support"),
            new Line("returns", "Возвраты", "support"),
            new Line("international", "International", "sales"),
            new Line("billing", "Оплата", "billing"));

    static final List<String> CHANNELS = List.of("telegram", "vk", "whatsapp", "livechat", "avito", "email");

    static final List<Operator> OPERATORS = List.of(
            new Operator("op-01", "Елена Орлова", "sales"),
            new Operator("op-02", "Дмитрий Лебедев", "sales"),
            new Operator("op-03", "Анастасия Белова", "sales"),
            new Operator("op-04", "Kate Miller", "sales"),
            new Operator("op-05", "Павел Громов", "sales"),
            new Operator("op-06", "Ольга Соколова", "support"),
            new Operator("op-07", "Артём Зайцев", "support"),
            new Operator("op-08", "John Carter", "support"),
            new Operator("op-09", "Мария Титова", "support"),
            new Operator("op-10", "Никита Фролов", "support"),
            new Operator("op-11", "Юлия Крылова", "support"),
            new Operator("op-12", "Светлана Макарова", "billing"),
            new Operator("op-13", "Георгий Панов", "billing"),
            new Operator("op-14", "Alice Novak", "billing"),
            new Operator("op-15", "Тимур Ахметов", "billing"));

    private static final List<String> RUSSIAN_NAMES = List.of(
            "Анна Смирнова",
            "Иван Кузнецов",
            "Наталья Попова",
            "Алексей Васильев",
            "Ирина Петрова",
            "Сергей Соловьёв",
            "Екатерина Морозова",
            "Михаил Новиков",
            "Татьяна Фёдорова",
            "Андрей Михайлов",
            "Виктория Павлова",
            "Роман Семёнов",
            "Людмила Голубева",
            "Максим Виноградов",
            "Ксения Богданова",
            "Олег Воробьёв",
            "Галина Степанова",
            "Денис Жуков",
            "Вера Комарова",
            "Игорь Щербаков");

    private static final List<String> ENGLISH_NAMES = List.of(
            "Emma Johnson",
            "Liam O'Connor",
            "Olivia Brown",
            "Noah Davies",
            "Sophia Garcia",
            "James Wilson",
            "Mia Anderson",
            "Lucas Meyer",
            "Charlotte Dubois",
            "Daniel Kim");

    private Cast() {}

    static String clientName(Language language, Chance chance) {
        return chance.oneOf(language.equals(Language.RUSSIAN) ? RUSSIAN_NAMES : ENGLISH_NAMES);
    }

    /** Somebody of the line's department. */
    static Operator operatorOf(Line line, Chance chance) {
        return chance.oneOf(OPERATORS.stream()
                .filter(operator -> line.departmentId().equals(operator.getDepartmentId()))
                .toList());
    }
}

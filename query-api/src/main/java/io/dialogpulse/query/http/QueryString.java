package io.dialogpulse.query.http;

import io.dialogpulse.query.search.FieldError;
import io.dialogpulse.query.search.InvalidRequest;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Refuses what Javalin would leave out of a query string, or replace by U+FFFD, without a word. */
final class QueryString {
    private static final Pattern ESCAPES = Pattern.compile("(?:%[0-9a-fA-F]{2})+");

    private QueryString() {}

    /**
     * Checks every name and value.
     *
     * @param query as it was sent; null if there is none
     * @throws InvalidRequest with every parameter that is not percent-encoded UTF-8
     */
    static void requireDecodable(@Nullable String query) {
        if (query == null) {
            return;
        }
        List<FieldError> errors = new ArrayList<>();
        for (String parameter : query.split("&", -1)) {
            if (!isDecodable(parameter)) {
                errors.add(new FieldError(name(parameter), "is not percent-encoded UTF-8: \"" + parameter + "\""));
            }
        }
        if (!errors.isEmpty()) {
            throw new InvalidRequest(errors);
        }
    }

    private static String name(String parameter) {
        int equals = parameter.indexOf('=');
        String name = equals < 0 ? parameter : parameter.substring(0, equals);
        return isDecodable(name) ? URLDecoder.decode(name, StandardCharsets.UTF_8) : name;
    }

    private static boolean isDecodable(String text) {
        Matcher escapes = ESCAPES.matcher(text);
        while (escapes.find()) {
            byte[] bytes = HexFormat.of().parseHex(escapes.group().replace("%", ""));
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            } catch (CharacterCodingException e) {
                return false;
            }
        }
        return escapes.replaceAll("").indexOf('%') < 0;
    }
}

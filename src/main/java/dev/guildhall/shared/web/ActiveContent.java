package dev.guildhall.shared.web;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds markup a browser might run in what calls itself a picture. */
final class ActiveContent {

    private static final Set<String> NEVER_MARKUP = Set.of(".png", ".jpg", ".jpeg", ".pdf");

    /**
     * The beginnings by which browsers recognise markup (https://mimesniff.spec.whatwg.org, 7.1), and SVG. A mere {@code <} is not
     * enough: any picture with an unknown beginning has one in 256 times.
     */
    private static final Pattern MARKUP = Pattern.compile(
            "\\s*<(!doctype|!--|\\?xml|\\?php|(html|head|body|title|style|script|iframe|object|embed|svg|math|img|form|table|div|font|h1"
                    + "|a|b|br|p)[\\s/>]).*",
            Pattern.DOTALL);

    private ActiveContent() {}

    static boolean hidesIn(Upload upload) {
        return NEVER_MARKUP.contains(upload.extension())
                && MARKUP.matcher(beginning(upload)).matches();
    }

    /** The head as plain letters: byte order marks and the zeros of wider encodings left out. */
    private static String beginning(Upload upload) {
        var head = StandardCharsets.ISO_8859_1.decode(upload.head().duplicate()).toString();
        return head.replaceFirst("^(\u00ef\u00bb\u00bf|\u00fe\u00ff|\u00ff\u00fe)", "")
                .replace("\0", "")
                .toLowerCase(Locale.ROOT);
    }
}

package dev.guildhall.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

    @Test
    void endsEveryLineWithCrLfAndLeavesNothingEmpty() {
        var csv = new Csv("date", "gmv", "name").row(LocalDate.of(2026, 1, 2), 12.5, null);

        assertThat(csv).hasToString("date,gmv,name\r\n2026-01-02,12.5,\r\n");
    }

    @Test
    void quotesWhatWouldBeTakenApart() {
        var csv = new Csv("a").row("x,y").row("say \"hi\"").row("two\r\nlines").row("plain text");

        assertThat(csv).hasToString("a\r\n\"x,y\"\r\n\"say \"\"hi\"\"\"\r\n\"two\r\nlines\"\r\nplain text\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", " =1", "＝1", "\t=1", "=cmd|' /C calc'!A0"})
    void makesNoFormulaOfATextThatLooksLikeOne(String text) {
        assertThat(new Csv("a").row(text).toString().lines().skip(1)).containsExactly("'" + text);
    }

    @Test
    void defusesAndQuotesAtTheSameTime() {
        assertThat(new Csv("a").row("=HYPERLINK(\"x\",\"y\")"))
                .hasToString("a\r\n\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"\r\n");
    }

    @Test
    void leavesNumbersNumbers() {
        assertThat(new Csv("a", "b").row(-5, -0.5)).hasToString("a,b\r\n-5,-0.5\r\n");
    }
}

package io.tidebank.collect.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.method.MethodFiles;
import io.tidebank.method.TouchKindsFile;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappingReaderTest {

    private static final MethodFiles METHODS = new MethodFiles(null);

    private final MappingReader reader = new MappingReader(
            METHODS, TouchKindsFile.read(METHODS), new MappingScope(ZoneId.of("Asia/Shanghai"), "CNY"));

    @Test
    void everyFaultOfAFileIsToldWithItsLineAndField() {
        assertThatThrownBy(() -> reader.read("shop.yaml", """
                mapping: 1
                zone: Mars/Olympus
                inputs:
                  - name: rows
                    headers: [at]
                    touches:
                      - kind: vieww
                        at: {time: at, patterns: [yyyy-QQ-dd]}
                        amount: {value: total}
                      - kind: view
                """))
                .hasFieldOrPropertyWithValue("code", MappingError.MAPPING_INVALID)
                .hasMessageContaining("shop.yaml:2: zone: No time zone 'Mars/Olympus'")
                .hasMessageContaining("shop.yaml:7: inputs[0].touches[0].kind: No kind 'vieww'")
                .hasMessageContaining("shop.yaml:8: inputs[0].touches[0].at: 'yyyy-QQ-dd': 'QQ' means nothing")
                .hasMessageContaining("shop.yaml:9: inputs[0].touches[0].amount.value: No value 'total' above")
                .hasMessageContaining("shop.yaml:10: inputs[0].touches[1]: A touch needs 'at' and 'kind'");
    }

    @Test
    void whatIsNoFieldIsToldWithItsPlace() {
        assertThatThrownBy(() -> reader.read("shop.yaml", """
                mapping: 1
                inputs:
                  - name: rows
                    touches:
                      - {kind: view, at: at, colour: red}
                """))
                .hasMessage("shop.yaml:5: inputs[0].touches[0].colour: unknown field");
    }

    @ParameterizedTest
    @ValueSource(strings = {"share", "portion"})
    void whatIsHandedOutNeedsByAndPer(String operation) {
        for (String missing : List.of("by", "per")) {
            String other = missing.equals("by") ? "per" : "by";
            assertThatThrownBy(() -> reader.read("shop.yaml", amount("{%s: a, %s: b}".formatted(operation, other))))
                    .hasMessageStartingWith("shop.yaml:7: inputs[0].touches[0].amount: ")
                    .hasMessageContaining("'" + missing + "'");
        }
        assertThatThrownBy(() -> reader.read("shop.yaml", amount("{%s: a, by: b, pre: c}".formatted(operation))))
                .hasMessageContaining("inputs[0].touches[0].amount.pre: unknown field");
        assertThatThrownBy(
                        () -> reader.read("shop.yaml", amount("{%s: a, by: b, per: c, with: d}".formatted(operation))))
                .hasMessage("shop.yaml:7: inputs[0].touches[0].amount: 'with' does not belong to '%s'"
                        .formatted(operation));
        assertThat(reader.read("shop.yaml", amount("{%s: a, by: b, per: c}".formatted(operation))))
                .isNotNull();
    }

    private static String amount(String value) {
        return """
                mapping: 1
                inputs:
                  - name: rows
                    touches:
                      - kind: order
                        at: at
                        amount: %s
                """.formatted(value);
    }

    @ParameterizedTest
    @CsvSource({
        "'once_per: a, total_per: a', once_per and total_per",
        "'touch_id: a, key: [a]', touch_id and key",
    })
    void aTouchIsKnownInOneWay(String ways, String told) {
        assertThatThrownBy(() -> reader.read("shop.yaml", """
                mapping: 1
                inputs:
                  - name: rows
                    touches:
                      - {kind: refund, at: at, %s}
                """.formatted(ways)))
                .hasMessage("shop.yaml:5: inputs[0].touches[0]: A touch is known in one way, not by " + told);
    }

    @Test
    void whatIsNoYamlIsToldWithItsLine() {
        assertThatThrownBy(() -> reader.read("shop.yaml", "mapping: 1\ninputs: [\n"))
                .hasMessageStartingWith("shop.yaml:");
    }

    @Test
    void everyShippedPresetIsValid() {
        assertThat(METHODS.list("presets")).hasSize(9).allSatisfy(name -> {
            Mapping mapping = reader.read(name, METHODS.read("presets/" + name + ".yaml"));
            assertThat(mapping.name()).isEqualTo(name);
        });
    }
}

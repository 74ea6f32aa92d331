package io.tidebank.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A file whose user ids are addresses or telephones: none lies in the lake, and the same person is one by other columns too. */
class UsersByAddressTest extends InTestHome {

    private static final String MAPPING = """
            mapping: 1
            source: shop
            times: ['yyyy-MM-dd']
            inputs:
              - name: visits
                headers: [day, customer, mail]
                touches:
                  - {kind: view, at: day, ids: {user: customer, 'email#': mail}}
            """;

    @Test
    void aUserCalledByAnAddressIsKnownByItsHash() {
        Path mapping = home.file("mapping.yaml", MAPPING);
        Path rows = home.file("visits.csv", """
                day,customer,mail
                2026-01-02,Anna@Example.org,
                2026-01-03,anna@example.org,anna@example.org
                2026-01-04,c-17,anna@example.org
                2026-01-05,+49 170 1234567,
                2026-01-06,c-17,
                """);

        home.runBy(mapping, rows);

        List<String> primaries = home.ask("SELECT primary_id FROM touch ORDER BY occurred_at");
        String anna = primaries.getFirst();
        assertThat(anna).matches("email#:[0-9a-f]{64}");
        assertThat(primaries)
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo(anna),
                        second -> assertThat(second).isEqualTo(anna),
                        third -> assertThat(third).isEqualTo("user:c-17"),
                        fourth -> assertThat(fourth).matches("phone#:[0-9a-f]{64}"),
                        fifth -> assertThat(fifth).isEqualTo("user:c-17"));
        assertThat(home.ask("SELECT len(ids) FROM touch ORDER BY occurred_at"))
                .containsExactly("1", "1", "2", "1", "1");
        assertThat(home.ask("SELECT 'email#:' || ids[2].value FROM touch WHERE len(ids) = 2"))
                .containsExactly(anna);
    }
}

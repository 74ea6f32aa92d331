package io.tidebank.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real files of a grocer's year, joined. */
class CompleteJourneyTest {

    @TempDir
    Path folder;

    @Test
    void basketsCampaignsCouponsAndTraitsComeInTogether() {
        Path[] files = Stream.of(
                        "transactions_sample",
                        "products",
                        "campaigns",
                        "campaign_descriptions",
                        "coupon_redemptions",
                        "demographics",
                        "coupons",
                        "promotions_sample")
                .map(name -> RealData.file("complete_journey/" + name + ".csv.gz"))
                .toArray(Path[]::new);
        try (TestHome home = new TestHome(folder)) {
            ImportReport report = home.run(files);

            assertThat(report.mapping()).isEqualTo("complete-journey");
            assertThat(report.quarantined()).isZero();
            assertThat(home.ask("SELECT kind, count(*) FROM touch GROUP BY kind HAVING kind <> 'pay' ORDER BY kind"))
                    .containsExactly("coupon_use|2102", "identify|801", "message_sent|6589", "order|75000");
            assertThat(home.ask("SELECT count(DISTINCT primary_id) FROM touch WHERE kind = 'order'"))
                    .containsExactly("2377");
            assertThat(home.ask("SELECT (SELECT sum(amount) FROM touch WHERE kind = 'order')"
                            + " = (SELECT sum(amount) FROM touch WHERE kind = 'pay')"))
                    .containsExactly("true");
            assertThat(home.ask("SELECT count(DISTINCT play_id) FROM touch WHERE kind = 'message_sent'"))
                    .containsExactly("27");
            assertThat(home.ask("SELECT count(*) FROM touch WHERE kind = 'order' AND product_line IS NULL"))
                    .as("lines of products that products.csv does not list")
                    .containsExactly("222");

            ImportReport later = home.run(files[0], files[1]);
            assertThat(later.state()).isEqualTo(ImportReport.State.REPEATED);
        }
    }
}

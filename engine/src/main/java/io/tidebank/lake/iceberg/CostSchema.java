package io.tidebank.lake.iceberg;

import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/** The cost table in Iceberg's words; what each column means is kept in the table, where any engine can read it. */
public final class CostSchema {

    private CostSchema() {}

    /** The table's columns when it is made. A field id is never used again. */
    public static Schema schema() {
        return new Schema(List.of(
                needed(1, "line_id", Types.StringType.get(), "row of a report: hash of the file, number of the row"),
                needed(2, "import_id", Types.StringType.get(), "import that brought the row"),
                needed(3, "source", Types.StringType.get(), "who reports: an ad platform's account, an agency"),
                needed(
                        4,
                        "received_at",
                        Types.TimestampType.withZone(),
                        "when its report came: of two that tell of the same, the later one holds"),
                needed(5, "day", Types.DateType.get(), "day that the money was spent on, in the brand's zone"),
                needed(6, "touchpoint", Types.StringType.get(), "dotted path, family first, as in touch"),
                given(7, "play_id", Types.StringType.get(), "play that it was spent for"),
                given(8, "campaign", Types.StringType.get(), "campaign, in the platform's words"),
                given(9, "ad_group", Types.StringType.get(), "ad group, in the platform's words"),
                given(10, "creative", Types.StringType.get(), "creative, in the platform's words"),
                needed(11, "amount", Types.DecimalType.of(18, 4), "what was spent, without tax; never negative"),
                needed(12, "currency", Types.StringType.get(), "currency of the amount, ISO 4217"),
                given(13, "impressions", Types.LongType.get(), "how often ads were shown for it"),
                given(14, "clicks", Types.LongType.get(), "how often ads were clicked for it")));
    }

    private static NestedField needed(int id, String name, Type type, String meaning) {
        return NestedField.required(id, name, type, meaning);
    }

    private static NestedField given(int id, String name, Type type, String meaning) {
        return NestedField.optional(id, name, type, meaning);
    }
}

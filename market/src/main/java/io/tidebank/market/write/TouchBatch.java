package io.tidebank.market.write;

import io.tidebank.market.draft.Draft;
import io.tidebank.market.draft.Fault;
import io.tidebank.market.draft.Identifier;
import java.util.stream.Stream;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.jspecify.annotations.Nullable;

/** Renders a batch of drafts into the columns of the touch table, a column at a time. */
final class TouchBatch {

    /** Rows of a full batch. */
    static final int ROWS = 4_096;

    private static final long FAR_FUTURE_MILLIS = 1_100L * 86_400_000;
    private static final long WHOLE = 10_000;
    private static final Identifier[] IDENTIFIERS = Identifier.values();
    private static final byte[] EMPTY = {};

    private final Words words;
    private final IdentifierText text;
    private final VectorSchemaRoot root;
    private final Draft[] drafts = Stream.generate(Draft::new).limit(ROWS).toArray(Draft[]::new);
    private int rows;

    TouchBatch(VectorSchemaRoot root, Words words, IdentifierText text) {
        this.root = root;
        this.words = words;
        this.text = text;
    }

    /** The place for the n-th draft of the next batch. */
    Draft draft(int row) {
        return drafts[row];
    }

    /** Renders the first drafts. */
    void render(int count) {
        rows = count;
        root.clear();
        root.getFieldVectors().forEach(vector -> vector.setInitialCapacity(count));
        root.allocateNew();
        what();
        links();
        numbers();
        times();
        touchIds();
        orderIds();
        primaryIds();
        identifiers();
        root.setRowCount(count);
    }

    private void what() {
        fill("import_id", draft -> words.importId);
        fill("source", draft -> words.sources[draft.touchpoint]);
        fill(
                "kind",
                draft -> draft.fault == Fault.UNKNOWN_KIND ? words.unknownKind : words.kinds[draft.kind.ordinal()]);
        fill("name", draft -> words.events[draft.kind.ordinal()]);
        fill("touchpoint", draft -> words.touchpoints[draft.touchpoint]);
        fill("market", draft -> words.market);
        fill("item", draft -> word(words.items, draft.item));
        fill("category", draft -> word(words.categories, draft.item));
        fill("product_line", draft -> word(words.lines, draft.item));
        fill("store", draft -> word(words.shops, draft.shop));
    }

    private void links() {
        fill("play_id", draft -> Words.isMessage(draft.touchpoint) ? word(words.mailings, draft.content) : null);
        fill("content_id", draft -> Words.isMessage(draft.touchpoint) ? null : word(words.broadcasts, draft.content));
        fill("currency", draft -> draft.amount == 0 ? null : words.currency);
        fill("context", draft -> word(words.contexts, draft.context));
        fill("properties", draft -> word(words.properties, draft.text));
    }

    private static byte @Nullable [] word(byte[][] words, int number) {
        return number == 0 ? null : words[number - 1];
    }

    private void numbers() {
        DecimalVector quantity = (DecimalVector) root.getVector("quantity");
        DecimalVector amount = (DecimalVector) root.getVector("amount");
        DecimalVector home = (DecimalVector) root.getVector("amount_home");
        IntVector polarity = (IntVector) root.getVector("polarity");
        for (int row = 0; row < rows; row++) {
            Draft draft = drafts[row];
            if (draft.quantity != 0) {
                quantity.setSafe(row, draft.quantity * WHOLE);
            }
            if (draft.amount != 0) {
                long signed = draft.fault == Fault.NEGATIVE_REFUND ? -draft.amount : draft.amount;
                amount.setSafe(row, signed);
                home.setSafe(row, signed);
            }
            switch (draft.kind) {
                case REVIEW -> polarity.setSafe(row, draft.polarity);
                default -> {}
            }
        }
    }

    private void times() {
        TimeStampMicroTZVector occurred = (TimeStampMicroTZVector) root.getVector("occurred_at");
        TimeStampMicroTZVector received = (TimeStampMicroTZVector) root.getVector("received_at");
        for (int row = 0; row < rows; row++) {
            Draft draft = drafts[row];
            long shift = draft.fault == Fault.FUTURE ? FAR_FUTURE_MILLIS : 0;
            occurred.setSafe(row, (draft.occurredMillis + shift) * 1_000);
            received.setSafe(row, draft.arrivalMillis() * 1_000);
        }
    }

    private void touchIds() {
        VarCharVector column = (VarCharVector) root.getVector("touch_id");
        for (int row = 0; row < rows; row++) {
            Draft draft = drafts[row];
            if (draft.fault == Fault.EMPTY_TOUCH_ID) {
                column.setSafe(row, EMPTY);
            } else {
                text.writeTouchId(draft.person, draft.sequence);
                put(column, row);
            }
        }
    }

    private void orderIds() {
        VarCharVector column = (VarCharVector) root.getVector("order_id");
        for (int row = 0; row < rows; row++) {
            if (drafts[row].order != 0) {
                text.writeOrderId(drafts[row].person, drafts[row].order);
                put(column, row);
            }
        }
    }

    private void primaryIds() {
        VarCharVector column = (VarCharVector) root.getVector("primary_id");
        for (int row = 0; row < rows; row++) {
            Draft draft = drafts[row];
            if (draft.ids != 0) {
                text.writePrimary(IdentifierText.strongest(draft.ids), draft.person, draft.device);
                put(column, row);
            }
        }
    }

    private void identifiers() {
        ListVector list = (ListVector) root.getVector("ids");
        StructVector struct = (StructVector) list.getDataVector();
        VarCharVector type = (VarCharVector) struct.getChild("type");
        VarCharVector value = (VarCharVector) struct.getChild("value");
        int at = 0;
        for (int row = 0; row < rows; row++) {
            Draft draft = drafts[row];
            list.startNewValue(row);
            for (int left = draft.ids; left != 0; left &= left - 1) {
                Identifier identifier = IDENTIFIERS[Integer.numberOfTrailingZeros(left)];
                struct.setIndexDefined(at);
                type.setSafe(at, IdentifierText.type(identifier));
                text.writeValue(identifier, draft.person, draft.device);
                put(value, at++);
            }
            list.endValue(row, Integer.bitCount(draft.ids));
        }
        struct.setValueCount(at);
    }

    private void put(VarCharVector column, int row) {
        column.setSafe(row, text.bytes(), 0, text.length());
    }

    private void fill(String name, Word word) {
        VarCharVector column = (VarCharVector) root.getVector(name);
        for (int row = 0; row < rows; row++) {
            byte[] bytes = word.of(drafts[row]);
            if (bytes != null) {
                column.setSafe(row, bytes);
            }
        }
    }

    @FunctionalInterface
    private interface Word {
        byte @Nullable [] of(Draft draft);
    }
}

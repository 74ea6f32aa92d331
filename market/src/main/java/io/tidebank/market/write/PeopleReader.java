package io.tidebank.market.write;

import io.tidebank.market.draft.Draft;
import io.tidebank.market.draft.Identifier;
import io.tidebank.market.life.Lives;
import io.tidebank.market.life.Person;
import io.tidebank.market.plan.Calendar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** Lives every life once more, without writing touches, and tells who the people are: a row for each. */
final class PeopleReader extends ArrowReader {

    private static final int ROWS = 4_096;
    private static final Identifier[] IDENTIFIERS = Identifier.values();
    private static final Schema SCHEMA = new Schema(List.of(
            Field.nullable("person", new ArrowType.Int(64, true)),
            new Field(
                    "identifiers",
                    FieldType.nullable(ArrowType.List.INSTANCE),
                    List.of(Field.nullable("element", ArrowType.Utf8.INSTANCE))),
            Field.nullable("stage", ArrowType.Utf8.INSTANCE),
            Field.nullable("activity", new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE)),
            Field.nullable("orders", new ArrowType.Int(32, true)),
            Field.nullable("first_day", new ArrowType.Date(DateUnit.DAY)),
            Field.nullable("first_order_day", new ArrowType.Date(DateUnit.DAY)),
            Field.nullable("lost_day", new ArrowType.Date(DateUnit.DAY))));

    private final Lives lives;
    private final Calendar calendar;
    private final IdentifierText text;
    private final long people;
    private long person;
    private int element;
    private long slots;

    PeopleReader(BufferAllocator allocator, Lives lives, Calendar calendar, IdentifierText text, long people) {
        super(allocator);
        this.lives = lives;
        this.calendar = calendar;
        this.text = text;
        this.people = people;
    }

    @Override
    public boolean loadNextBatch() throws IOException {
        prepareLoadNextBatch();
        VectorSchemaRoot root = getVectorSchemaRoot();
        root.clear();
        root.allocateNew();
        element = 0;
        int row = 0;
        while (row < ROWS && person < people) {
            slots = 0;
            Person lived = lives.live(person, this::note);
            write(root, row++, lived);
            person++;
        }
        root.setRowCount(row);
        return row > 0;
    }

    private void note(Draft draft) {
        for (int left = draft.ids; left != 0; left &= left - 1) {
            Identifier identifier = IDENTIFIERS[Integer.numberOfTrailingZeros(left)];
            slots |= 1L << identifier.slot(draft.device);
        }
    }

    private void write(VectorSchemaRoot root, int row, Person lived) {
        ((BigIntVector) root.getVector("person")).setSafe(row, person);
        identifiers((ListVector) root.getVector("identifiers"), row);
        byte[] stage = lived.stage().name().getBytes(StandardCharsets.US_ASCII);
        ((VarCharVector) root.getVector("stage")).setSafe(row, stage);
        ((Float8Vector) root.getVector("activity")).setSafe(row, lived.activity());
        ((IntVector) root.getVector("orders")).setSafe(row, lived.orders());
        day(root, "first_day", row, lived.firstDay());
        day(root, "first_order_day", row, lived.firstOrderDay());
        day(root, "lost_day", row, lived.lostDay());
    }

    private void identifiers(ListVector list, int row) {
        VarCharVector values = (VarCharVector) list.getDataVector();
        list.startNewValue(row);
        int first = element;
        for (Identifier identifier : IDENTIFIERS) {
            int devices = identifier.slot(1) == identifier.slot(0) ? 1 : Identifier.DEVICES;
            for (int device = 0; device < devices; device++) {
                if ((slots & 1L << identifier.slot(device)) != 0) {
                    text.writePrimary(identifier, person, device);
                    values.setSafe(element++, text.bytes(), 0, text.length());
                }
            }
        }
        list.endValue(row, element - first);
    }

    private void day(VectorSchemaRoot root, String name, int row, int day) {
        if (day >= 0) {
            ((DateDayVector) root.getVector(name))
                    .setSafe(row, (int) calendar.date(day).toEpochDay());
        }
    }

    @Override
    public long bytesRead() {
        return person;
    }

    @Override
    protected void closeReadSource() {}

    @Override
    protected Schema readSchema() {
        return SCHEMA;
    }
}

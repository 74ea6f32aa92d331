package io.tidebank.collect.protocol;

import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** ISO 8601 as systems write it: a blank for the T, an offset with or without a colon; time of day and offset may be left out. */
public final class IsoTime {

    private IsoTime() {}

    /** The forms; what stands for a missing offset is the caller's to say. */
    public static DateTimeFormatterBuilder forms() {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .append(DateTimeFormatter.ISO_LOCAL_DATE)
                .optionalStart()
                .appendPattern("['T'][ ]")
                .append(DateTimeFormatter.ISO_LOCAL_TIME)
                .optionalEnd()
                .optionalStart()
                .appendPattern("[ ][XXX][XX][X]")
                .optionalEnd();
    }
}

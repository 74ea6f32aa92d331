package io.tidebank.cli.bank;

import io.tidebank.asset.AssetSettings;
import io.tidebank.brand.BrandCosts.By;
import io.tidebank.brand.BrandCosts.Choice;
import io.tidebank.collect.ImportRequest;
import io.tidebank.server.wire.ImportAnswers.PreviewView;
import io.tidebank.sql.Answer;
import io.tidebank.sql.Progress;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** One brand's numbers and the work on them, wherever the engine runs. */
public interface Bank extends AutoCloseable {

    Answer info();

    /** Where the brand's days begin and end. */
    default ZoneId zone() {
        return info().rows().stream()
                .filter(row -> "zone".equals(row.getFirst()))
                .map(row -> ZoneId.of(String.valueOf(row.get(1))))
                .findFirst()
                .orElse(ZoneOffset.UTC);
    }

    Answer stages(@Nullable LocalDate asOf, String ladder);

    Answer flow(Period period, String ladder);

    Answer flowSummary(Period period, String ladder);

    Answer assets(@Nullable LocalDate asOf, AssetSettings settings);

    /** What the asset was computed from, fact by fact. */
    Answer assetBasis(@Nullable LocalDate asOf, AssetSettings settings);

    Answer assetTrend(Period period, AssetSettings settings);

    Answer assetChange(Period period, AssetSettings settings);

    Answer sales(Period period);

    Answer costs(By by, Choice choice);

    Answer costReports(Choice choice);

    Answer consumer(String id);

    Answer timeline(String id, int most);

    /** Stopped when the progress says so, and by the limits of the home. */
    Answer sql(String select, @Nullable Long snapshot, Progress progress);

    Answer snapshots();

    Answer tidy(Progress progress);

    Answer refresh(Progress progress);

    Answer imports();

    PreviewView preview(ImportRequest request, int rows);

    Answer runImport(ImportRequest request, Progress progress);

    Answer undoImport(String importId, Progress progress);

    /** The currencies that rates are known or missing of. */
    Answer rates();

    /** Takes over the rates in a file's text. */
    Answer importRates(String text);

    Answer quarantine();

    Answer quarantine(String importId, int rows);

    void repair(long row, String text);

    /** Lets a bad row of an import go that is to become no touch. */
    void drop(String importId, long row);

    Answer replay(Replay replay, Progress progress);

    /** Forgets the texts that bad rows of an import were given; how many they were. */
    long forgetRepairs(String importId);

    Answer unknownEvents();

    /** Makes touches of names that are mapped by now anew; of this one alone if it is not null. */
    Answer rederive(@Nullable String name, Progress progress);

    /** The brand's live sources. */
    SourceBook sources();

    /** What is fetched for the brand from elsewhere. */
    FeedBook feeds();

    /** What comes by them; LIVE_NEEDS_SERVER where no server takes anything. */
    LiveFeed live();

    @Override
    void close();
}

package io.tidebank.lake;

import io.tidebank.error.TidebankException;
import io.tidebank.lake.iceberg.LakePaths;
import io.tidebank.lake.iceberg.StagedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ReachableFileUtil;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/** Finds and deletes what killed or failed work left behind: files under the table's folder that no snapshot names. */
final class OrphanFiles {

    private final TableCommits commits;
    private final StagedFiles staged;

    OrphanFiles(TableCommits commits, StagedFiles staged) {
        this.commits = commits;
        this.staged = staged;
    }

    /** Returns how many files older than a moment were deleted. */
    int remove(Instant olderThan) {
        try {
            // No commit of this process runs meanwhile, and what is listed first is at worst committed by others since:
            // what they name is read afterwards.
            return commits.alone(table -> {
                List<Path> old = files(LakePaths.path(table.location()), olderThan);
                Set<Path> named = named(commits.view());
                List<Path> orphans = old.stream()
                        .filter(file -> !named.contains(file) && !staged.contains(file))
                        .toList();
                orphans.forEach(file -> table.io().deleteFile(file.toString()));
                return orphans.size();
            });
        } catch (UncheckedIOException e) {
            throw new TidebankException(
                    LakeError.LAKE_FAILED, "Left-over files cannot be cleared: " + e.getMessage(), e);
        }
    }

    private static List<Path> files(Path folder, Instant olderThan) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> Files.isRegularFile(file) && changedBefore(file, olderThan))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean changedBefore(Path file, Instant moment) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(moment);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every file that the table needs: metadata, manifests, statistics, and data of all its snapshots. */
    private static Set<Path> named(Table table) {
        Set<Path> named = new HashSet<>();
        ReachableFileUtil.metadataFileLocations(table, false).forEach(file -> named.add(LakePaths.path(file)));
        ReachableFileUtil.manifestListLocations(table).forEach(file -> named.add(LakePaths.path(file)));
        ReachableFileUtil.statisticsFilesLocations(table).forEach(file -> named.add(LakePaths.path(file)));
        for (Snapshot snapshot : table.snapshots()) {
            for (ManifestFile manifest : snapshot.allManifests(table.io())) {
                if (named.add(LakePaths.path(manifest.path()))) {
                    content(table, manifest, named);
                }
            }
        }
        return named;
    }

    private static void content(Table table, ManifestFile manifest, Set<Path> named) {
        try (CloseableIterable<? extends ContentFile<?>> files = switch (manifest.content()) {
            case DATA -> ManifestFiles.read(manifest, table.io(), table.specs());
            case DELETES -> ManifestFiles.readDeleteManifest(manifest, table.io(), table.specs());
        }) {
            files.forEach(file -> named.add(LakePaths.path(file.location())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.tidebank.collect.feed;

import io.tidebank.collect.intake.Intake;
import io.tidebank.collect.source.Sources;
import io.tidebank.method.MethodFiles;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * What the feeds of a brand work with.
 *
 * @param home the home's folder
 * @param brand the brand's name
 * @param methods the files of feeds and their schema
 * @param intake the brand's door; asked for when something comes
 * @param sources in whose names events come
 * @param secrets what feeds' files refer to
 * @param clock what time it is
 */
public record FeedContext(
        Path home,
        String brand,
        MethodFiles methods,
        Supplier<Intake> intake,
        Sources sources,
        Secrets secrets,
        Clock clock) {}

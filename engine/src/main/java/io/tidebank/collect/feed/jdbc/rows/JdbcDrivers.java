package io.tidebank.collect.feed.jdbc.rows;

import io.tidebank.error.TidebankException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * Finds the driver of a database. PostgreSQL's is there; those that Tidebank may not ship are taken from the jars in the
 * home's folder {@code drivers}, behind a class loader of their own that knows nothing of Tidebank's libraries. A driver
 * registers itself for as long as its loader lives, and may start threads: a home has one of these for all its feeds.
 */
public final class JdbcDrivers implements AutoCloseable {

    private final Path folder;
    private final Map<List<Jar>, URLClassLoader> loaders = new HashMap<>();

    /** A jar as it was when it was opened. */
    private record Jar(Path path, FileTime changed) {}

    /** @param folder which need not be there */
    public JdbcDrivers(Path folder) {
        this.folder = folder;
    }

    /** The driver; JDBC_DRIVER_MISSING with what to put where if there is none. */
    synchronized Driver driver(JdbcServer server) {
        if (server.dialect() == JdbcDialect.POSTGRESQL) {
            return new org.postgresql.Driver();
        }
        return supplied(server)
                .orElseThrow(() -> new TidebankException(
                        JdbcError.JDBC_DRIVER_MISSING,
                        "There is no driver for %s in %s. Put %s there"
                                .formatted(server.place(), folder, wanted(server.dialect()))));
    }

    /** Of the jars as they are now: those that were there before may have been replaced since they could not be used. */
    private Optional<Driver> supplied(JdbcServer server) {
        try {
            return found(loaders.computeIfAbsent(jars(), JdbcDrivers::opened), server);
        } catch (SQLException | ServiceConfigurationError | LinkageError e) {
            throw new TidebankException(
                    JdbcError.JDBC_DRIVER_MISSING,
                    "The jars in %s cannot be used: %s. Put %s there, for Java 8 or later, whole"
                            .formatted(folder, e.getMessage(), wanted(server.dialect())),
                    e);
        }
    }

    private static Optional<Driver> found(URLClassLoader loader, JdbcServer server) throws SQLException {
        for (Driver driver : ServiceLoader.load(Driver.class, loader)) {
            if (loader.equals(driver.getClass().getClassLoader()) && driver.acceptsURL(server.url())) {
                return Optional.of(driver);
            }
        }
        return Optional.empty();
    }

    private static String wanted(JdbcDialect dialect) {
        return switch (dialect) {
            case MYSQL -> "mysql-connector-j-VERSION.jar (from MySQL)";
            case MARIADB -> "mariadb-java-client-VERSION.jar (from MariaDB; it reads MySQL, too)";
            case POSTGRESQL -> "nothing";
        };
    }

    private static URLClassLoader opened(List<Jar> jars) {
        try {
            URL[] urls = new URL[jars.size()];
            for (int i = 0; i < urls.length; i++) {
                urls[i] = jars.get(i).path().toUri().toURL();
            }
            return new URLClassLoader("drivers", urls, ClassLoader.getPlatformClassLoader());
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Jar> jars() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Jar> jars = new ArrayList<>();
            for (Path file : files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList()) {
                jars.add(new Jar(file, Files.getLastModifiedTime(file)));
            }
            return jars;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            for (URLClassLoader loader : loaders.values()) {
                loader.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            loaders.clear();
        }
    }
}

package io.tidebank.collect.feed.jdbc.rows;

import io.tidebank.error.TidebankException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the driver of a database. PostgreSQL's is there; those that Tidebank may not ship are taken from the jars in the
 * home's folder {@code drivers}, behind a class loader of their own that knows nothing of Tidebank's libraries.
 */
public final class JdbcDrivers implements AutoCloseable {

    private final Path folder;
    private @Nullable URLClassLoader loader;

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

    private Optional<Driver> supplied(JdbcServer server) {
        try {
            for (Driver driver : ServiceLoader.load(Driver.class, opened())) {
                if (driver.getClass().getClassLoader() == loader && driver.acceptsURL(server.url())) {
                    return Optional.of(driver);
                }
            }
            return Optional.empty();
        } catch (SQLException | ServiceConfigurationError | LinkageError e) {
            throw new TidebankException(
                    JdbcError.JDBC_DRIVER_MISSING,
                    "The jars in %s cannot be used: %s. Put %s there, for Java 8 or later, whole"
                            .formatted(folder, e.getMessage(), wanted(server.dialect())),
                    e);
        }
    }

    private static String wanted(JdbcDialect dialect) {
        return switch (dialect) {
            case MYSQL -> "mysql-connector-j-VERSION.jar (from MySQL)";
            case MARIADB -> "mariadb-java-client-VERSION.jar (from MariaDB; it reads MySQL, too)";
            case POSTGRESQL -> "nothing";
        };
    }

    private ClassLoader opened() {
        URLClassLoader open = loader;
        if (open == null) {
            open = new URLClassLoader("drivers", jars(), ClassLoader.getPlatformClassLoader());
            loader = open;
        }
        return open;
    }

    private URL[] jars() {
        if (!Files.isDirectory(folder)) {
            return new URL[0];
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
            URL[] urls = new URL[jars.size()];
            for (int i = 0; i < urls.length; i++) {
                urls[i] = url(jars.get(i));
            }
            return urls;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL url(Path jar) throws MalformedURLException {
        return jar.toUri().toURL();
    }

    @Override
    public synchronized void close() {
        URLClassLoader open = loader;
        loader = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

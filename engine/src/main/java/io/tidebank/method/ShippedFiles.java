package io.tidebank.method;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Files that came with the program: in a folder of classes while it is developed, in its jar when it is installed. */
final class ShippedFiles {

    private final String root;

    ShippedFiles(String root) {
        this.root = "/" + root + "/";
    }

    /** One file; null if it is not there. */
    @Nullable
    InputStream open(String path) {
        return ShippedFiles.class.getResourceAsStream(root + path);
    }

    /** Names of the files right inside a folder, none if there is no such folder. */
    List<String> names(String folder) throws IOException {
        String path = folder.isEmpty() ? root : root + folder + "/";
        URL url = ShippedFiles.class.getResource(path);
        if (url == null) {
            return List.of();
        }
        URLConnection connection = url.openConnection();
        return connection instanceof JarURLConnection jar ? inJar(jar, path.substring(1)) : inFolder(url);
    }

    private static List<String> inJar(JarURLConnection connection, String folder) throws IOException {
        return connection.getJarFile().stream()
                .filter(entry -> !entry.isDirectory())
                .map(JarEntry::getName)
                .filter(name -> name.startsWith(folder) && name.indexOf('/', folder.length()) < 0)
                .map(name -> name.substring(folder.length()))
                .toList();
    }

    private static List<String> inFolder(URL url) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(URI.create(url.toString())))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> String.valueOf(file.getFileName()))
                    .toList();
        }
    }
}

package im.parley.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import im.parley.protocol.ProtocolJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/// `bench/web/page.html` with the built web SDK in a Chromium of its own. Nothing looks into the browser while it
/// runs, as each message would cost its threads more for that: the page asks for its settings and says how it went
/// by requests.
final class BrowserPage implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String CHROMIUM = Objects.requireNonNullElse(System.getenv("PARLEY_CHROMIUM"), "chromium");

    /// Of those between -20 and 19, the lowest goes first.
    private static final String FIRST = "-20";

    private final CompletableFuture<JsonNode> ready = new CompletableFuture<>();
    private final CompletableFuture<JsonNode> result = new CompletableFuture<>();
    private final TempFolder profile = TempFolder.create("page");
    private final HttpServer files;
    private final ChildProcess browser;

    /// @param settings what the page asks for
    BrowserPage(Path home, Path log, Map<String, Object> settings) throws IOException {
        // a server of its own, as browsers let pages from nowhere connect to nothing on this machine
        files = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve("/", "text/html", Files.readAllBytes(home.resolve("bench/web/page.html")));
        serve("/index.js", "text/javascript", Files.readAllBytes(home.resolve("web/sdk/dist/index.js")));
        serve("/settings", "application/json", ProtocolJson.mapper().writeValueAsBytes(settings));
        take("/ready", ready);
        take("/result", result);
        files.start();
        browser = ChildProcess.start(log, Map.of(), command());
    }

    private List<String> command() {
        // in a session of its own
        var command = new ArrayList<>(List.of("setsid", CHROMIUM, "--headless", "--no-first-run", "--disable-sync"));
        command.add("--user-data-dir=" + profile.path());
        if (Unprivileged.isRoot()) {
            command.add("--no-sandbox"); // which refuses to run as root
        }
        command.add("http://localhost:" + files.getAddress().getPort() + "/");
        return command;
    }

    private void serve(String path, String type, byte[] body) {
        files.createContext(path, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            answer(exchange, body);
        });
    }

    private void take(String path, CompletableFuture<JsonNode> said) {
        files.createContext(path, exchange -> {
            said.complete(ProtocolJson.mapper().readTree(exchange.getRequestBody()));
            answer(exchange, new byte[0]);
        });
    }

    private static void answer(HttpExchange exchange, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /// For a page that is ready: its browser has the session of its own by then. Puts the browser before all others
    /// where it wants a processor. Linux shares its processors among sessions before it looks at the priorities of
    /// their processes, and those a browser sets by itself.
    ///
    /// @return whether that was allowed
    boolean putFirst() {
        try {
            Files.writeString(
                    Path.of("/proc", Long.toString(browser.pid()), "autogroup"), FIRST, StandardCharsets.US_ASCII);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    void awaitReady() throws IOException, InterruptedException {
        browser.await("the page", PATIENCE, ready::isDone);
    }

    /// What the page says at its end.
    JsonNode awaitResult() throws IOException, InterruptedException {
        browser.await("the page to have its frames", PATIENCE, result::isDone);
        return result.join();
    }

    @Override
    public void close() {
        browser.close();
        files.stop(0);
        profile.close();
    }
}

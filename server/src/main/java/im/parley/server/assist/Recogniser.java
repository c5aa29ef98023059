package im.parley.server.assist;

import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.server.process.ChildProcess;
import im.parley.server.process.PipeThreads;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// An engine of the module `speech` in a Java process of its own: its libraries, its memory and its native
/// code stay out of the server, and what takes too long can be ended. Started by the first call; ends itself
/// after 10 minutes without one. Serves one call at a time.
///
/// Both ways on the pipes: a length of four bytes, then as many bytes. In go samples; out comes text as UTF-8.
/// The first thing that comes out is an empty text: the model is loaded.
final class Recogniser implements SpeechToText, AutoCloseable {
    private static final String MAIN = "im.parley.speech.SpeechWorker";
    private static final int MAX_TEXT = 1 << 20;

    private final String classPath;
    private final List<String> engine;
    private final @Nullable Locale only;
    private final Duration limit;
    private final ReentrantLock turn = new ReentrantLock(true);
    private volatile @Nullable Process process; // written by whoever has the turn
    private volatile boolean closed;

    /// @param classPath where the module `speech` and its libraries are
    /// @param engine arguments of its main class, such as `sphinx`
    /// @param only the language of its model; null where any may be asked for
    Recogniser(String classPath, List<String> engine, @Nullable Locale only) {
        this(classPath, engine, only, LIMIT);
    }

    Recogniser(String classPath, List<String> engine, @Nullable Locale only, Duration limit) {
        this.classPath = classPath;
        this.engine = List.copyOf(engine);
        this.only = only;
        this.limit = limit;
    }

    @Override
    public String transcribe(Pcm speech, @Nullable Locale language) {
        if (only != null && language != null && !only.getLanguage().equals(language.getLanguage())) {
            throw failed("language is \"" + language.toLanguageTag() + "\", expected " + only.toLanguageTag()
                    + ", the only one that this server understands");
        }
        long end = System.nanoTime() + limit.toNanos();
        try {
            if (!turn.tryLock(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw ErrorCode.SERVER_OVERLOADED.because("other speech is being understood; try again later");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failed("it was interrupted");
        }
        try {
            return ask(speech, end);
        } finally {
            turn.unlock();
        }
    }

    private String ask(Pcm speech, long end) {
        var running = process;
        boolean warm = running != null && running.isAlive();
        try {
            return withDeadline(warm ? running : null, speech, end);
        } catch (EOFException ended) {
            if (!warm) {
                throw failed("the recogniser ended; the server's log says why");
            }
            try { // it went to sleep just now
                return withDeadline(null, speech, end);
            } catch (IOException again) {
                throw failed("the recogniser ended; the server's log says why");
            }
        } catch (IOException broken) {
            throw failed("the recogniser cannot be used: " + broken.getMessage());
        }
    }

    /// @param warm one that has its model already; null starts one
    private String withDeadline(@Nullable Process warm, Pcm speech, long end) throws IOException {
        var worker = warm == null ? start() : warm;
        var answer = new FutureTask<>(() -> exchange(worker, warm == null, speech));
        PipeThreads.start("recogniser", answer);
        try {
            return answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            ChildProcess.kill(worker);
            throw failed("it took longer than " + limit.toSeconds() + " s");
        } catch (ExecutionException broken) {
            ChildProcess.kill(worker);
            var ended = new EOFException();
            ended.initCause(broken.getCause());
            throw ended;
        } catch (InterruptedException interrupted) {
            ChildProcess.kill(worker);
            Thread.currentThread().interrupt();
            throw failed("it was interrupted");
        }
    }

    /// @param isNew whether its model is not loaded yet
    private static String exchange(Process worker, boolean isNew, Pcm speech) throws IOException {
        var in = new DataInputStream(worker.getInputStream());
        if (isNew) {
            readText(in);
        }
        var out = new DataOutputStream(worker.getOutputStream());
        out.writeInt(speech.samples().length);
        out.write(speech.samples());
        out.flush();
        return readText(in);
    }

    private static String readText(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MAX_TEXT) {
            throw new IOException("a text of " + length + " bytes");
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private Process start() throws IOException {
        if (closed) {
            throw new IOException("the server stops");
        }
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath,
                MAIN));
        command.addAll(engine);
        var started = ChildProcess.start(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT));
        process = started;
        if (closed) {
            ChildProcess.kill(started);
        }
        return started;
    }

    private static ChatException failed(String why) {
        return ErrorCode.VOICE_TO_TEXT_FAIL.because(why);
    }

    @Override
    public void close() {
        closed = true;
        var running = process; // without the turn: whoever has it must not hold up the shutdown
        if (running != null) {
            ChildProcess.kill(running);
        }
    }
}

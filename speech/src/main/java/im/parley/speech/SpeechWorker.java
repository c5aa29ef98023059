package im.parley.speech;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Serves one engine on the standard streams, one request at a time, until its input ends or nobody has asked
/// for 10 minutes. Arguments: `sphinx`, or `vosk` and a folder.
///
/// Both ways: a length of four bytes, then as many bytes. In come samples (see [Engine#transcribe]), out goes text as
/// UTF-8. The first text is empty and says that the model is loaded.
public final class SpeechWorker {
    private static final Duration IDLE = Duration.ofMinutes(10);
    private static final int MAX_SAMPLES = 64 << 20;
    private static final long BUSY = Long.MAX_VALUE;

    private SpeechWorker() {}

    public static void main(String[] arguments) throws IOException {
        var out = System.out;
        System.setOut(new PrintStream(System.err, true, StandardCharsets.UTF_8)); // a library may print
        var idleSince = new AtomicLong(BUSY);
        endWhenIdle(idleSince);
        serve(engine(arguments), System.in, out, idleSince);
    }

    private static Engine engine(String[] arguments) throws IOException {
        if (arguments.length == 1 && arguments[0].equals("sphinx")) {
            return new SphinxEngine();
        }
        if (arguments.length == 2 && arguments[0].equals("vosk")) {
            return new VoskEngine(arguments[1]);
        }
        throw new IllegalArgumentException("expected: sphinx, or vosk FOLDER");
    }

    /// @param idleSince milliseconds since 1970, or [#BUSY]
    static void serve(Engine engine, InputStream input, OutputStream output, AtomicLong idleSince) throws IOException {
        var in = new DataInputStream(input);
        var out = new DataOutputStream(output);
        write(out, "");
        while (true) {
            idleSince.set(System.currentTimeMillis());
            int length;
            try {
                length = in.readInt();
            } catch (EOFException end) {
                return;
            }
            idleSince.set(BUSY);
            if (length < 0 || length > MAX_SAMPLES) {
                throw new IOException("a request of " + length + " bytes");
            }
            var samples = in.readNBytes(length);
            if (samples.length < length) {
                throw new EOFException("a request ended in its middle");
            }
            write(out, engine.transcribe(samples));
        }
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
        out.flush();
    }

    private static void endWhenIdle(AtomicLong idleSince) {
        Thread.ofPlatform().daemon().name("idle").start(() -> {
            try {
                while (System.currentTimeMillis() - idleSince.get() < IDLE.toMillis()) {
                    Thread.sleep(Duration.ofSeconds(1)); // a thread of its own; each job moves the end
                }
                System.exit(0);
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
    }
}

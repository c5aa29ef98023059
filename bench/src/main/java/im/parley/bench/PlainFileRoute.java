package im.parley.bench;

import java.io.IOException;
import java.net.InetSocketAddress;

/// To a [PlainFileServer].
final class PlainFileRoute implements FileRoute {
    private final FileHttp http;

    PlainFileRoute(InetSocketAddress server, FileBytes bytes) throws IOException {
        http = new FileHttp(server, bytes);
    }

    @Override
    public void up(int number) throws IOException {
        http.put(target(number), number);
    }

    @Override
    public void down(int number) throws IOException {
        http.get(target(number));
    }

    private static String target(int number) {
        return "/file-" + number;
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}

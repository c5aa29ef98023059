package im.parley.bench;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;

/// What anybody would write on Vert.x to take and give files over HTTP, without users, limits or checks: `PUT` pipes
/// the body into a file and answers when it is forced to the disk, `GET` sends the file. An event loop for each
/// processor. A process of its own, so that its CPU counts apart.
final class PlainFileServer extends VerticleBase {
    private static final int SHARED_PORT = -1; // any free one, the same for all instances

    private final Path folder;

    private PlainFileServer(Path folder) {
        this.folder = folder;
    }

    /// @param arguments the folder for files; the port is printed
    public static void main(String[] arguments) {
        var folder = Path.of(arguments[0]);
        var instances =
                new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
        Vertx.vertx()
                .deployVerticle(() -> new PlainFileServer(folder), instances)
                .await();
    }

    @Override
    public Future<?> start() {
        return vertx.createHttpServer()
                .requestHandler(this::serve)
                .listen(SHARED_PORT, "127.0.0.1")
                .onSuccess(server -> System.out.println("port " + server.actualPort()));
    }

    private void serve(HttpServerRequest request) {
        var file = folder.resolve(String.valueOf(request.path()).substring(1)).toString();
        var done = request.method().equals(HttpMethod.PUT)
                ? receive(request, file)
                : request.response().sendFile(file);
        done.onFailure(failed -> request.connection().close());
    }

    private Future<?> receive(HttpServerRequest request, String path) {
        request.pause();
        return vertx.fileSystem()
                .open(path, new OpenOptions().setRead(false))
                .compose(file -> request.pipe()
                        .endOnSuccess(false)
                        .to(file)
                        .compose(written -> file.flush())
                        .compose(forced -> file.close())
                        .compose(closed -> request.response().end()));
    }
}

package im.parley.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Programs that refuse to run as root: given to another user where this process is root.
final class Unprivileged {
    private Unprivileged() {}

    /// The command as that user.
    static List<String> command(String user, List<String> command) throws IOException, InterruptedException {
        if (!isRoot()) {
            return command;
        }
        var group = ChildProcess.run(List.of("id", "-g", user)).strip();
        var all = new ArrayList<>(List.of("setpriv", "--reuid=" + user, "--regid=" + group, "--init-groups", "--"));
        all.addAll(command);
        return all;
    }

    /// Makes that user the owner of a folder and all in it.
    static void own(String user, Path folder) throws IOException, InterruptedException {
        if (isRoot()) {
            ChildProcess.run(List.of("chown", "-R", user, folder.toString()));
        }
    }

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}

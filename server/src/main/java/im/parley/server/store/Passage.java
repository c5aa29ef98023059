package im.parley.server.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A way for another user to one folder below folders that this user may not enter, such as root's home: in a
/// mount namespace of its own, which ends with the process, the folder also lies behind a door that everybody
/// may pass. Linux only, and only where root may mount.
///
/// @param unshare the program that makes the namespace
/// @param folder absolute
/// @param door an empty folder
record Passage(Path unshare, Path folder, Path door) {
    /// @throws IOException if the door cannot be made
    static Passage to(Path folder, Path unshare) throws IOException {
        var door = Path.of("/run/parley", Integer.toHexString(folder.toString().hashCode()));
        Files.createDirectories(door);
        return new Passage(unshare, folder, door);
    }

    /// The command with the folder behind the door, and every path in it by that way.
    List<String> through(List<String> command) {
        var script = "mount --bind \"$0\" \"$1\" && shift && exec \"$@\"";
        var whole = new ArrayList<>(List.of(unshare.toString(), "--mount", "--propagation", "private"));
        whole.addAll(List.of("/bin/sh", "-c", script, folder.toString(), door.toString()));
        command.forEach(word -> whole.add(
                word.startsWith(folder.toString())
                        ? door + word.substring(folder.toString().length())
                        : word));
        return whole;
    }
}

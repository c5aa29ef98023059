package im.parley.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Who may do what in which type of group: `scenarios/permissions.txt`, which the tests of the server and of both
/// SDKs try.
public final class Permissions {
    private static final List<String> TYPES =
            List.of(Types.GRP_WORK, Types.GRP_PUBLIC, Types.GRP_MEETING, Types.GRP_AVCHATROOM, Types.GRP_COMMUNITY);

    private Permissions() {}

    public enum Role {
        OWNER('O'),
        ADMIN('A'),
        MEMBER('M'),
        CUSTOM('C'),
        OUTSIDE('X');

        private final char letter;

        Role(char letter) {
            this.letter = letter;
        }

        /// Whether somebody in a group of this type can be that.
        public boolean isIn(String type) {
            return switch (this) {
                case OWNER, MEMBER -> true;
                case ADMIN -> !type.equals(Types.GRP_WORK) && !type.equals(Types.GRP_AVCHATROOM);
                case CUSTOM -> type.equals(Types.GRP_COMMUNITY);
                case OUTSIDE -> false;
            };
        }
    }

    /// @param type a `GRP_…` value
    /// @param refusals codes with which it is refused
    public record Cell(String what, String type, Role role, boolean may, List<Integer> refusals) {
        /// Whether asking is no error where it does not let anybody in: members are in already, others wait for
        /// approval.
        public boolean asks() {
            return what.equals("join, by default") || what.equals("invite, by permission");
        }

        @Override
        public String toString() {
            return "%s, %s: %s %s".formatted(what, type, role, may ? "may" : "may not");
        }
    }

    /// The table, but for what there is not. Of each row and type those come first who may not, and thus change
    /// nothing.
    public static List<Cell> cells() {
        try (var lines = Files.lines(Path.of("../scenarios/permissions.txt"))) {
            return lines.filter(line -> line.contains("|") && !line.startsWith("#"))
                    .flatMap(Permissions::cells)
                    .toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static Stream<Cell> cells(String line) {
        var columns = Arrays.stream(line.split("\\|")).map(String::strip).toList();
        var refusals = Arrays.stream(columns.getLast().split(" "))
                .map(Integer::valueOf)
                .toList();
        var cells = new ArrayList<Cell>();
        for (var type : TYPES) {
            int first = cells.size();
            var allowed = columns.get(1 + TYPES.indexOf(type));
            for (var role : Role.values()) {
                if (!allowed.equals(".") && (role == Role.OUTSIDE || role.isIn(type))) {
                    cells.add(new Cell(columns.getFirst(), type, role, allowed.indexOf(role.letter) >= 0, refusals));
                }
            }
            cells.subList(first, cells.size()).sort(Comparator.comparing(Cell::may));
        }
        return cells.stream();
    }
}

package im.parley.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The map of the server's packages: each row may use the rows below it and, without going in circles, its
/// own.
class ArchitectureTest {
    private static final String SERVER = "im.parley.server";

    private static final List<Set<String>> MAP = List.of(
            Set.of("rest", "console"),
            Set.of("gateway", "statistics"),
            Set.of("signaling", "live", "community", "group"),
            Set.of("conversation", "relation", "presence", "profile", "mailing"),
            Set.of("push", "webhook", "moderation", "assist"),
            Set.of("message", "search", "media"),
            Set.of("session", "fanout", "operation", "users"),
            Set.of("store", "bus", "settings", "metrics", "process", "http"));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(SERVER);

    @Test
    void every_package_is_on_the_map() {
        var known = new HashSet<String>();
        known.add(SERVER);
        MAP.forEach(row -> row.forEach(name -> known.add(SERVER + "." + name)));

        var packages = CLASSES.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(SERVER))
                .distinct();

        assertThat(packages).isSubsetOf(known);
    }

    @Test
    void a_package_uses_only_its_own_row_and_those_below() {
        var above = new ArrayList<String>();
        for (var row : MAP) {
            var here = packages(row);
            if (!above.isEmpty()) {
                noClasses()
                        .that()
                        .resideInAnyPackage(here)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(above.toArray(String[]::new))
                        .allowEmptyShould(true)
                        .check(CLASSES);
            }
            above.addAll(List.of(here));
        }
    }

    @Test
    void only_the_composition_root_sees_it() {
        noClasses()
                .that()
                .resideInAPackage(SERVER + ".*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(SERVER)
                .because("Server and ServerMain put the features together; no feature knows them")
                .check(CLASSES);
    }

    @Test
    void packages_depend_on_each_other_without_circles() {
        slices().matching(SERVER + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void features_are_flat() {
        classes()
                .that()
                .resideInAPackage(SERVER + "..")
                .should()
                .resideInAnyPackage(SERVER, SERVER + ".*")
                .because("a feature keeps its parts side by side in one package")
                .check(CLASSES);
    }

    private static String[] packages(Set<String> row) {
        return row.stream().map(name -> SERVER + "." + name + "..").toArray(String[]::new);
    }
}

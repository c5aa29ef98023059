package im.parley.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ResolvedModule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/// What a program takes on with the SDK: these modules, and no more than they need.
class ModuleTest extends Scenario {
    private static final String MODULE = "im.parley.sdk";
    private static final String APP_MODULE = "module app { requires im.parley.sdk; }";
    private static final String APP = """
            package app;

            import im.parley.sdk.*;

            public class Main {
                public static void main(String[] args) {
                    var chat = Chat.create(ChatOptions.of(Integer.parseInt(args[0]), args[1]));
                    chat.setLogLevel(4);
                    var ready = new java.util.concurrent.CountDownLatch(1);
                    chat.on(Events.SDK_READY, event -> ready.countDown());
                    chat.login(args[2], args[3]).join();
                    try {
                        ready.await();
                    } catch (InterruptedException none) {
                        return;
                    }
                    var hello = chat.createTextMessage(CreateOptions.toUser(args[4], new TextPayload("from a module")));
                    chat.sendMessage(hello).join();
                    chat.destroy().join();
                    System.out.println(Chat.class.getModule().getName() + " has sent " + hello.status());
                }
            }
            """;

    @Test
    void jackson_and_slf4j_are_all_that_the_modules_need() {
        var system = ModuleLayer.boot().configuration();
        var modules = Configuration.resolve(
                        ModuleFinder.of(Program.PATHS.toArray(Path[]::new)),
                        List.of(system),
                        ModuleFinder.of(),
                        Set.of(MODULE))
                .modules()
                .stream()
                .map(ResolvedModule::name)
                .collect(Collectors.toSet());

        assertThat(modules)
                .containsExactlyInAnyOrder(
                        MODULE,
                        "im.parley.protocol",
                        "com.fasterxml.jackson.annotation",
                        "com.fasterxml.jackson.core",
                        "com.fasterxml.jackson.databind",
                        "org.slf4j");
    }

    @Test
    void jackson_and_slf4j_are_all_that_a_build_fetches() throws Exception {
        assertThat(dependenciesIn("pom.xml")).containsExactly("parley-protocol", "jackson-databind", "slf4j-api");
        assertThat(dependenciesIn("../protocol/pom.xml")).containsExactly("jackson-annotations", "jackson-databind");
    }

    @Test
    void all_that_travels_is_open_to_jackson_and_nothing_to_others() {
        for (var name : List.of(MODULE, "im.parley.protocol")) {
            var module = descriptor(name);
            assertThat(module.opens())
                    .allSatisfy(open -> assertThat(open.targets()).containsExactly("com.fasterxml.jackson.databind"))
                    .extracting(ModuleDescriptor.Opens::source)
                    .containsExactlyInAnyOrderElementsOf(module.packages());
        }
    }

    @Test
    void a_program_of_modules_chats(@TempDir Path folder) throws IOException, InterruptedException {
        var bob = signIn("bob");
        Files.createDirectory(folder.resolve("app"));
        Files.writeString(folder.resolve("module-info.java"), APP_MODULE);
        Files.writeString(folder.resolve("app/Main.java"), APP);
        var paths = Program.path();
        var compiled = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "-p",
                        paths,
                        "-d",
                        folder.toString(),
                        folder.resolve("module-info.java").toString(),
                        folder.resolve("app/Main.java").toString());
        assertThat(compiled).isZero();

        var ann = server.freshUserID("ann");
        try (var program = new Program(List.of(
                "-p",
                paths + File.pathSeparator + folder,
                "-m",
                "app/app.Main",
                String.valueOf(TestServer.APP),
                server.address(),
                ann,
                TestServer.userSig(ann),
                bob.userID))) {
            program.awaitLine(MODULE + " has sent SUCCESS");
            assertThat(program.exitCode()).isZero();
        }
        assertThat(bob.awaitTexts(1)).containsExactly("from a module");
    }

    private static ModuleDescriptor descriptor(String name) {
        return ModuleFinder.of(Program.PATHS.toArray(Path[]::new))
                .find(name)
                .orElseThrow()
                .descriptor();
    }

    /// The names of what a POM asks for at run time.
    private static List<String> dependenciesIn(String pom) throws Exception {
        var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new File(pom));
        var dependencies = document.getElementsByTagName("dependency");
        return IntStream.range(0, dependencies.getLength())
                .mapToObj(i -> (Element) dependencies.item(i))
                .filter(dependency ->
                        dependency.getParentNode().getParentNode().getNodeName().equals("project"))
                .filter(dependency -> dependency.getElementsByTagName("scope").getLength() == 0)
                .map(dependency ->
                        dependency.getElementsByTagName("artifactId").item(0).getTextContent())
                .toList();
    }
}

package bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.network.NetworkAddress;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.ClasspathNode;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.transport.netty4.Netty4Plugin;

/**
 * A single-node Elasticsearch out of its published jars: {@code java -cp … bench.Server DATA_FOLDER}. Takes a free port of
 * the loopback interface, prints {@code listening on http://127.0.0.1:PORT} when the node answers, and ends when its
 * standard input does, so that it never outlives the benchmark.
 */
public final class Server {

    private Server() {}

    public static void main(String[] args) throws Exception {
        Path home = Path.of(args[0]).toAbsolutePath();
        Path config = Files.createDirectories(home.resolve("config"));
        Settings settings = Settings.builder()
            .put("path.home", home)
            .put("path.data", home.resolve("data"))
            .put("path.logs", home.resolve("logs"))
            .put("cluster.name", "bench")
            .put("node.name", "bench")
            .put("discovery.type", "single-node")
            .put("network.host", "127.0.0.1")
            .put("http.port", "0")
            .put("transport.port", "0")
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .put("logger.level", "WARN")
            .build();
        LogConfigurator.configureESLogging();
        LogConfigurator.setNodeName("bench");
        LogConfigurator.configureWithoutConfig(settings);
        Environment environment = InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), config, () -> "bench");
        ClasspathNode node = new ClasspathNode(environment, List.of(Netty4Plugin.class));
        node.start();
        System.out.println("listening on http://" + NetworkAddress.format(node.httpAddress().address()));
        while (System.in.read() >= 0) {
            // Only the end matters.
        }
        node.close();
        System.exit(0);
    }
}

package org.strowger.dialplan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.strowger.dialplan.plan.Dialplan;
import org.strowger.dialplan.text.Problem;

/** Loads plans for tests: users 1001 to 1099, trunks carrier-a, carrier-b and psap, five sounds. */
public final class Plans {

    private final Path folder;
    private final DialplanLoader loader;
    private final TestServices services;

    public Plans(Path folder) throws IOException {
        this.folder = folder;
        Path sounds = Files.createDirectories(folder.resolve("sounds"));
        for (String name : List.of("hello.wav", "sorry.wav", "busy.wav", "nobody-home.wav", "enter-pin.wav")) {
            Files.write(sounds.resolve(name), silence());
        }
        write("did.csv", "number,user,name\n+15550001,1001,Ada\n+15550002,1002,Bertrand\n");
        write("carriers.csv", "prefix,carrier\n1,carrier-a\n49,carrier-b\n");
        write(
                "retail.csv",
                "prefix,price,connect,increments\n1,0.06,0.01,60/60\n49,0.02,,\n4915,0.12,,30/6\n011,0.6,,\n");
        this.services = new TestServices(folder);
        this.loader = new DialplanLoader(new FakeDirectory(), List.of(sounds), services.all());
    }

    /** 20 ms of 8 kHz 16-bit mono. */
    private static byte[] silence() {
        var wav = java.nio.ByteBuffer.allocate(44 + 320).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(36 + 320);
        wav.put("WAVEfmt ".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1);
        wav.putShort((short) 1).putInt(8000).putInt(16000).putShort((short) 2).putShort((short) 16);
        return wav.put("data".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .putInt(320)
                .array();
    }

    public DialplanLoader loader() {
        return loader;
    }

    /** Database {@code crm}, tariffs {@code retail} and {@code international}, and 10.00 for account 1001. */
    public TestServices services() {
        return services;
    }

    public Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** A plan that must load. */
    public Dialplan plan(String text) {
        return loaded(loader.load(write("plan.groovy", text)));
    }

    /** The problems of a plan that must not load. */
    public List<Problem> problems(String text) {
        return switch (loader.load(write("plan.groovy", text))) {
            case LoadResult.Failed failed -> failed.problems();
            case LoadResult.Loaded _ -> throw new AssertionError("it loads:\n" + text);
        };
    }

    public static Dialplan loaded(LoadResult result) {
        return switch (result) {
            case LoadResult.Loaded loaded -> loaded.dialplan();
            case LoadResult.Failed failed -> throw new AssertionError("it does not load:\n" + failed);
        };
    }
}

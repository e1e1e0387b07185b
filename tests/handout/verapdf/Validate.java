import java.io.File;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Validates files as PDF/UA-1 and as PDF/A-2a, and prints each fault on a line of its own. */
public class Validate {
    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (String file : files) {
            for (String name : new String[] {"ua1", "2a"}) {
                PDFAFlavour standard = PDFAFlavour.byFlavourId(name);
                try (PDFAParser parser =
                        Foundries.defaultInstance().createParser(new File(file), standard)) {
                    ValidationResult result =
                            Foundries.defaultInstance()
                                    .createValidator(standard, false)
                                    .validate(parser);
                    System.out.println(file + " " + name + " " + result.getTotalAssertions());
                    for (TestAssertion fault : result.getTestAssertions()) {
                        if (fault.getStatus() == TestAssertion.Status.FAILED) {
                            System.out.println(
                                    "fault: " + fault.getRuleId() + " " + fault.getMessage());
                        }
                    }
                }
            }
        }
    }
}

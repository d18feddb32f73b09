import java.io.FileInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Judges PDF files with veraPDF's engine: {@code VeraPdf FLAVOUR FILE...}. Says of each file which rules it breaks, and
 * ends with 1 when one of them breaks any.
 *
 * <p>The engine reads its own profiles with JAXB, which the jar has not; they are read here by their elements.
 */
public class VeraPdf {
  public static void main(String[] arguments) throws Exception {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    PDFAFlavour flavour = PDFAFlavour.fromString(arguments[0]);
    ValidationProfile profile = profile(flavour);
    boolean compliant = true;
    for (int at = 1; at < arguments.length; at++) {
      compliant &= judge(flavour, profile, arguments[at]);
    }
    System.exit(compliant ? 0 : 1);
  }

  private static boolean judge(PDFAFlavour flavour, ValidationProfile profile, String file) throws Exception {
    try (InputStream bytes = new FileInputStream(file);
        PDFAParser parser = Foundries.defaultInstance().createParser(bytes, flavour)) {
      PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, 100, false, true, false);
      ValidationResult result = validator.validate(parser);
      Map<String, String> broken = new TreeMap<>();
      for (TestAssertion assertion : result.getTestAssertions()) {
        if (assertion.getStatus() == TestAssertion.Status.FAILED) {
          String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
          broken.putIfAbsent(rule, assertion.getMessage() + " at " + assertion.getLocation().getContext());
        }
      }
      System.out.printf("%s: %s with %s, %d checks%n", file,
          result.isCompliant() ? "compliant" : "not compliant", flavour.getId(), result.getTotalAssertions());
      broken.forEach((rule, message) -> System.out.println("  " + rule + ": " + message));
      return result.isCompliant();
    }
  }

  private static ValidationProfile profile(PDFAFlavour flavour) throws Exception {
    String id = flavour.getId().toUpperCase();
    String name = id.startsWith("UA") ? "PDFUA-" + id.substring(2) : "PDFA-" + id;
    Element root;
    try (InputStream file = VeraPdf.class.getResourceAsStream("/org/verapdf/pdfa/validation/" + name + ".xml")) {
      root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file).getDocumentElement();
    }
    SortedSet<Rule> rules = new TreeSet<>(new Profiles.RuleComparator());
    for (Element rule : inside(root, "rule")) {
      Element rank = inside(rule, "id").get(0);
      rules.add(Profiles.ruleFromValues(
          Profiles.ruleIdFromValues(
              PDFAFlavour.Specification.valueOf(rank.getAttribute("specification")),
              rank.getAttribute("clause"),
              Integer.parseInt(rank.getAttribute("testNumber"))),
          rule.getAttribute("object"),
          rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null,
          rule.hasAttribute("tags") ? rule.getAttribute("tags") : null,
          text(rule, "description"),
          text(rule, "test"),
          Profiles.errorFromValues(text(rule, "message"), new ArrayList<>()),
          new ArrayList<>()));
    }
    SortedSet<Variable> variables = new TreeSet<>(
        Comparator.comparing(Variable::getName).thenComparing(Variable::getObject));
    for (Element variable : inside(root, "variable")) {
      variables.add(Profiles.variableFromValues(
          variable.getAttribute("name"),
          variable.getAttribute("object"),
          text(variable, "defaultValue"),
          text(variable, "value")));
    }
    return Profiles.profileFromSortedValues(
        flavour, Profiles.profileDetailsFromValues(name, "", "", new Date(0)), "", rules, variables);
  }

  private static List<Element> inside(Element outer, String name) {
    NodeList nodes = outer.getElementsByTagName(name);
    List<Element> found = new ArrayList<>();
    for (int at = 0; at < nodes.getLength(); at++) {
      found.add((Element) nodes.item(at));
    }
    return found;
  }

  private static String text(Element outer, String name) {
    List<Element> found = inside(outer, name);
    return found.isEmpty() ? null : found.get(0).getTextContent().trim();
  }
}

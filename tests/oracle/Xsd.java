import java.io.File;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXParseException;

/** Holds ONIX messages against EDItEUR's schemas: `Xsd SCHEMAS RELEASE FILE...`; every fault is a line. */
public class Xsd {
  public static void main(String[] args) throws Exception {
    String name = String.format("xsd%s/ONIX_BookProduct_%s_reference.xsd", args[1], args[1]);
    SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
    Schema schema = factory.newSchema(new File(args[0], name));
    int[] faults = {0};
    for (int at = 2; at < args.length; at++) {
      String file = args[at];
      Validator validator = schema.newValidator();
      validator.setErrorHandler(new ErrorHandler() {
        private void say(SAXParseException fault) {
          faults[0]++;
          System.out.println(file + ":" + fault.getLineNumber() + ": " + fault.getMessage());
        }

        public void warning(SAXParseException fault) {
          say(fault);
        }

        public void error(SAXParseException fault) {
          say(fault);
        }

        public void fatalError(SAXParseException fault) throws SAXParseException {
          say(fault);
          throw fault;
        }
      });
      validator.validate(new StreamSource(new File(file)));
    }
    System.exit(faults[0] == 0 ? 0 : 1);
  }
}

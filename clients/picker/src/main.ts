/** The script for any page: it defines `<thesaury-picker>`. */
import "./element";

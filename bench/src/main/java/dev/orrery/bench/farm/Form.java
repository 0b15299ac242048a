package dev.orrery.bench.farm;

/// How HTML is put into a document.
enum Form {
    CDATA {
        @Override
        String of(String html) {
            return "<![CDATA[" + html + "]]>";
        }
    },
    ESCAPED {
        @Override
        String of(String html) {
            return html.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        }
    },
    JSON {
        @Override
        String of(String html) {
            return '"' + html.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
        }
    };

    abstract String of(String html);
}

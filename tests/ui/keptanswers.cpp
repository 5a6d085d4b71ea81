// SPDX-License-Identifier: MIT
#include "tests/ui/keptanswers.h"

#include <QFile>

namespace kaunt::test {

namespace {

JsonValue answer(const QString& file)
{
    QFile source(QStringLiteral(KAUNT_TEST_DATA "/ui/") + file);
    if (!source.open(QIODevice::ReadOnly))
        qFatal("%s is missing", qPrintable(source.fileName()));
    return parseJson(source.readAll()).value();
}

} // namespace

InvoiceCodingProposal proposal()
{
    return readInvoiceCodingProposal(answer(QStringLiteral("proposal.json")));
}

DocumentResult document()
{
    return readDocumentResult(answer(QStringLiteral("document.json")));
}

QString valueOf(const QList<Field>& fields, const char* name)
{
    for (const Field& field : fields) {
        if (field.name == QLatin1String(name))
            return field.value;
    }
    return QStringLiteral("(no such field)");
}

} // namespace kaunt::test

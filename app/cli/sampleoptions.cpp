// SPDX-License-Identifier: MIT
#include "app/cli/sampleoptions.h"

#include "core/webhook/webhookevent.h"

#include <QCoreApplication>

namespace kaunt {

namespace {

struct SampleOptions {
    Q_DECLARE_TR_FUNCTIONS(SampleOptions)
};

} // namespace

QCommandLineOption eventTypeOption()
{
    return {QStringLiteral("event"),
            SampleOptions::tr("The event type: %1.").arg(knownEventTypes().join(QStringLiteral(", "))),
            QStringLiteral("TYPE"), knownEventTypes().constFirst()};
}

Result<QString, QString> readEventType(const QCommandLineParser& arguments)
{
    const QString type = arguments.value(QStringLiteral("event"));
    if (!knownEventTypes().contains(type))
        return failure(SampleOptions::tr("“%1” is no event type. Possible are: %2.")
                           .arg(type, knownEventTypes().join(QStringLiteral(", "))));
    return type;
}

QCommandLineOption encodingOption()
{
    return {QStringLiteral("encoding"), SampleOptions::tr("How the signature is written: hex, base64 or base64url."),
            QStringLiteral("NAME"), encodingCode(SignatureEncoding::Hex)};
}

Result<SignatureEncoding, QString> readEncoding(const QCommandLineParser& arguments)
{
    const QString code = arguments.value(QStringLiteral("encoding"));
    const auto encoding = encodingFromCode(code);
    if (!encoding)
        return failure(
            SampleOptions::tr("“%1” is no encoding of a signature. Possible are: hex, base64, base64url.").arg(code));
    return *encoding;
}

} // namespace kaunt

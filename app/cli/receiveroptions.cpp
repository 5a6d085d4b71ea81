// SPDX-License-Identifier: MIT
#include "app/cli/receiveroptions.h"

#include "core/receiver/listenaddress.h"
#include "core/settings/settingsflaw.h"

#include <QCoreApplication>

namespace kaunt {

namespace {

struct ReceiverOptions {
    Q_DECLARE_TR_FUNCTIONS(ReceiverOptions)
};

const QString listenOption = QStringLiteral("listen");
const QString pathOption = QStringLiteral("path");
const QString certificateOption = QStringLiteral("tls-cert");
const QString keyOption = QStringLiteral("tls-key");

/// Empty, or what is wrong with the address.
QString readAddress(const QCommandLineParser& arguments, ReceiverSettings& receiver)
{
    if (!arguments.isSet(listenOption))
        return {};
    const QString text = arguments.value(listenOption);
    const auto address = parseListenAddress(text);
    if (!address)
        return ReceiverOptions::tr("“%1” is no address with a port, such as 127.0.0.1:8787.").arg(text);
    receiver.address = address->address;
    receiver.port = address->port;
    return {};
}

/// It is that of the first endpoint, and no other may have it already.
QString readPath(const QCommandLineParser& arguments, ReceiverSettings& receiver)
{
    if (!arguments.isSet(pathOption))
        return {};
    Endpoint& own = receiver.endpoints.first();
    own.path = arguments.value(pathOption);
    const auto flaw = firstPathFlaw(receiver.endpoints);
    if (flaw == SettingsFlaw::PathTaken)
        return ReceiverOptions::tr("“%1” is the path of another endpoint in the settings; each needs its own.")
            .arg(own.path);
    return flaw ? ReceiverOptions::tr("“%1” is no path, such as %2.").arg(own.path, QLatin1String(defaultEndpointPath))
                : QString();
}

QString readTls(const QCommandLineParser& arguments, ReceiverSettings& receiver)
{
    const QString certificate = arguments.value(certificateOption);
    const QString key = arguments.value(keyOption);
    if (certificate.isEmpty() != key.isEmpty())
        return ReceiverOptions::tr("--tls-cert and --tls-key belong together: TLS needs a certificate and its key.");
    if (arguments.isSet(QStringLiteral("demo")) && !certificate.isEmpty())
        return ReceiverOptions::tr("A demo stays on this machine and has no TLS: leave out --tls-cert and --tls-key.");
    if (!certificate.isEmpty()) {
        receiver.tls = {certificate, key};
        receiver.isTlsPaused = false;
    }
    return {};
}

} // namespace

QList<QCommandLineOption> receiverOptions()
{
    return {
        {listenOption, ReceiverOptions::tr("Where to listen; * is every address, and port 0 picks a free one."),
         QStringLiteral("ADDR:PORT")},
        {pathOption, ReceiverOptions::tr("The path of the first endpoint."), QStringLiteral("PATH")},
        {certificateOption, ReceiverOptions::tr("Serve TLS with this certificate chain (PEM)."),
         QStringLiteral("FILE")},
        {keyOption,
         ReceiverOptions::tr("Its key (PEM); the pass phrase of an encrypted one comes from KAUNT_TLS_KEY_PASSPHRASE."),
         QStringLiteral("FILE")},
    };
}

Result<ReceiverSettings, ExitStatus> readReceiverOptions(const QCommandLineParser& arguments,
                                                         const ReceiverSettings& settings, const Terminal& terminal)
{
    ReceiverSettings receiver = settings;
    if (arguments.isSet(QStringLiteral("demo"))) {
        receiver.endpoints = {Endpoint{}};
        receiver.tls = {};
    }
    for (const auto read : {&readAddress, &readPath, &readTls}) {
        if (const QString wrong = read(arguments, receiver); !wrong.isEmpty()) {
            terminal.error(wrong);
            return failure(WrongUsage);
        }
    }
    return receiver;
}

} // namespace kaunt

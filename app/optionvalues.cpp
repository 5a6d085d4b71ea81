// SPDX-License-Identifier: MIT
#include "app/optionvalues.h"

#include "core/secrets/secretstore.h"

#include <QCoreApplication>

namespace kaunt {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(OptionValues)
};

} // namespace

QString optionValuesFlaw(const QCommandLineParser& parser, const QList<QCommandLineOption>& options)
{
    for (const QCommandLineOption& option : options) {
        const QString name = option.names().constLast();
        if (option.valueName().isEmpty() || !parser.isSet(name))
            continue;
        const QStringList values = parser.values(name);
        if (values.size() > 1 && !option.valueName().endsWith(u'…'))
            return Texts::tr("--%1 can be given once, and is there %2 times.").arg(name).arg(values.size());
        const bool canBeEmpty =
            option.valueName() == QLatin1String("EXPR") || option.valueName() == QLatin1String("VALUE");
        if (values.contains(QString()) && !canBeEmpty)
            return Texts::tr("--%1 is given with an empty value. Leave it out, or see whether a variable is unset.")
                .arg(name);
    }
    return {};
}

QString environmentFlaw()
{
    const QString store = qEnvironmentVariable("KAUNT_SECRET_STORE");
    if (store.isEmpty() || isSecretStoreName(store))
        return {};
    return Texts::tr("The variable KAUNT_SECRET_STORE is “%1”; it can be keyring or file.").arg(store);
}

} // namespace kaunt

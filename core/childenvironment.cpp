// SPDX-License-Identifier: MIT
#include "core/childenvironment.h"

namespace kaunt {

QProcessEnvironment childEnvironment()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QStringList names = environment.keys();
    for (const QString& name : names) {
        if (name.startsWith(QLatin1String("KAUNT_")))
            environment.remove(name);
    }
    // Which says the same as nothing to the C library, for which kauntctl sets it; what brings ICU along, as Node does,
    // takes it for a zone without summer time.
    const QString zone = QStringLiteral("TZ");
    if (environment.value(zone) == QLatin1String(":/etc/localtime"))
        environment.remove(zone);
    return environment;
}

} // namespace kaunt

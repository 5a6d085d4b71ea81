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
    return environment;
}

} // namespace kaunt

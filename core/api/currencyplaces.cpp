// SPDX-License-Identifier: MIT
#include "core/api/currencyplaces.h"

#include <QSet>

namespace kaunt {

int currencyPlaces(const QString& currency)
{
    static const QSet<QString> whole{QStringLiteral("BIF"), QStringLiteral("CLP"), QStringLiteral("DJF"),
                                     QStringLiteral("GNF"), QStringLiteral("ISK"), QStringLiteral("JPY"),
                                     QStringLiteral("KMF"), QStringLiteral("KRW"), QStringLiteral("PYG"),
                                     QStringLiteral("RWF"), QStringLiteral("UGX"), QStringLiteral("UYI"),
                                     QStringLiteral("VND"), QStringLiteral("VUV"), QStringLiteral("XAF"),
                                     QStringLiteral("XOF"), QStringLiteral("XPF")};
    static const QSet<QString> thousandths{QStringLiteral("BHD"), QStringLiteral("IQD"), QStringLiteral("JOD"),
                                           QStringLiteral("KWD"), QStringLiteral("LYD"), QStringLiteral("OMR"),
                                           QStringLiteral("TND")};
    static const QSet<QString> tenThousandths{QStringLiteral("CLF"), QStringLiteral("UYW")};
    constexpr int usual = 2;
    const QString code = currency.toUpper();
    if (whole.contains(code))
        return 0;
    if (tenThousandths.contains(code))
        return usual + 2;
    return thousandths.contains(code) ? usual + 1 : usual;
}

} // namespace kaunt

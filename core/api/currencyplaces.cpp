// SPDX-License-Identifier: MIT
#include "core/api/currencyplaces.h"

#include <QSet>

namespace kaunt {

int currencyPlaces(const QString& currency)
{
    static const QSet<QString> whole{
        QStringLiteral("BIF"), QStringLiteral("CLP"), QStringLiteral("DJF"), QStringLiteral("GNF"),
        QStringLiteral("ISK"), QStringLiteral("JPY"), QStringLiteral("KMF"), QStringLiteral("KRW"),
        QStringLiteral("PYG"), QStringLiteral("RWF"), QStringLiteral("UGX"), QStringLiteral("VND"),
        QStringLiteral("VUV"), QStringLiteral("XAF"), QStringLiteral("XOF"), QStringLiteral("XPF")};
    static const QSet<QString> thousandths{QStringLiteral("BHD"), QStringLiteral("IQD"), QStringLiteral("JOD"),
                                           QStringLiteral("KWD"), QStringLiteral("LYD"), QStringLiteral("OMR"),
                                           QStringLiteral("TND")};
    constexpr int usual = 2;
    const QString code = currency.toUpper();
    if (whole.contains(code))
        return 0;
    return thousandths.contains(code) ? usual + 1 : usual;
}

} // namespace kaunt

// SPDX-License-Identifier: MIT
#include "core/sending/deliverytarget.h"

namespace kaunt {

Result<QUrl, TargetFlaw> deliveryTarget(const QString& text)
{
    QUrl url(text, QUrl::StrictMode);
    const bool isHttp = url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https");
    if (!url.isValid() || !isHttp || url.host().isEmpty() || url.port() == 0)
        return failure(TargetFlaw::NotUsable);
    if (!url.userInfo().isEmpty())
        return failure(TargetFlaw::UserInfo);
    return url;
}

} // namespace kaunt

// SPDX-License-Identifier: MIT
#include "core/session/sessionplace.h"

#include <QDir>
#include <QHostAddress>

namespace kaunt {

Result<SessionPlace, LogError> placeFor(const MonitorSession::Options& options)
{
    SessionPlace place{nullptr, options.dataDirectory, options.settings};
    if (options.demo) {
        place.demo = std::make_unique<DemoKaunt>();
        place.dataDirectory = place.demo->dataDirectory();
        place.settings = place.demo->prepared(place.settings);
        if (options.demoPort != MonitorSession::DemoPort::Given)
            place.settings.receiver.address = QHostAddress(QHostAddress::LocalHost);
        if (options.demoPort == MonitorSession::DemoPort::Apart)
            place.settings.receiver.port = 0;
    }
    if (options.demo && place.dataDirectory.isEmpty())
        return failure(
            LogError{LogError::Code::NoThrowAwayFolder, DemoKaunt::temporaryPlace(), {}, place.demo->folderError()});
    if (place.dataDirectory.isEmpty()) // an empty path would be the working directory
        return failure(LogError{LogError::Code::NotWritable, QDir::currentPath(), {}, {}});
    return place;
}

} // namespace kaunt

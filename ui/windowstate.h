// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "core/tunnel/tunnelplan.h"
#include "ui/keptfilters.h"
#include "ui/timewording.h"

#include <QByteArray>
#include <QString>
#include <QVariant>

#include <initializer_list>
#include <utility>

namespace kaunt {

/// How the user left the window: its place, the splitter, the columns, what the list is sorted by, the tab of the
/// details, where the alerts dock, the filters, how times are told, where was replayed and sent to, what was checked
/// and which path tested, the payload that was written for samples last, which tunnel was used with which command. Kept
/// in `window.conf` beside the settings, or in a folder of its own there, for the owner only, so that it goes with the
/// configuration that it belongs to. Nothing in it is needed: what can't be read has its default, what can't be written
/// is forgotten, but that setKeptFilters() tells of it. Each function reads or writes the file, which several windows
/// may share.
class WindowState {
public:
    enum class Part { Geometry, Splitter, Columns, Order, DetailsTab, Docks };

    /// `folder` is a name within the directory, for windows that are to leave the usual one's state alone.
    explicit WindowState(const QString& configurationDirectory, const QString& folder = {});

    [[nodiscard]] QByteArray load(Part part) const; ///< empty where there is none
    void save(Part part, const QByteArray& state) const;
    [[nodiscard]] bool foldsRepeats() const;
    void setFoldsRepeats(bool folds) const;
    [[nodiscard]] bool showsAlerts() const;
    void setShowsAlerts(bool shows) const;
    [[nodiscard]] QStringList payloadColumns() const;
    void setPayloadColumns(const QStringList& paths) const;
    [[nodiscard]] TimeStyle timeStyle() const;
    void setTimeStyle(TimeStyle style) const;
    [[nodiscard]] QString replayTarget() const; ///< the URL that was replayed to last
    void setReplayTarget(const QString& url) const;
    [[nodiscard]] QString sendTarget() const; ///< the URL that samples were sent to last
    void setSendTarget(const QString& url) const;
    [[nodiscard]] QString checkTarget() const; ///< the URL of the endpoint that was checked last
    void setCheckTarget(const QString& url) const;
    [[nodiscard]] QString pathTarget() const; ///< the public URL that was entered last for a path test
    void setPathTarget(const QString& url) const;
    [[nodiscard]] QString samplePayload() const; ///< that was written last
    void setSamplePayload(const QString& payload) const;
    [[nodiscard]] TunnelPlan tunnelPlan() const; ///< the one that was used last
    void setTunnelPlan(const TunnelPlan& plan) const;
    [[nodiscard]] KeptFilters keptFilters() const;
    /// Else the name of the file that can't be written.
    [[nodiscard]] Result<void, QString> setKeptFilters(const KeptFilters& kept) const;

    /// The settings, what else stands beside them, and this: all that is not to be overwritten there.
    [[nodiscard]] QStringList configurationFiles() const;

private:
    bool write(std::initializer_list<std::pair<QString, QVariant>> values) const;

    QString m_configurationDirectory;
    QString m_path;
};

} // namespace kaunt

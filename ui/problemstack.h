// SPDX-License-Identifier: MIT
#pragma once

#include "ui/sentences.h"

#include <QList>
#include <QObject>

namespace kaunt {

class MessageBanner;

/// Problems that are on a banner until the user puts them away: the latest on top, and those before it again once it is
/// put away. One that is told again comes to the top. At most the latest twenty. GUI thread; owned by the banner.
class ProblemStack final : public QObject {
    Q_OBJECT

public:
    explicit ProblemStack(MessageBanner& banner);

    void add(const Sentence& sentence, const QString& topic = {});
    void replace(const Sentence& sentence, const QString& topic); ///< what was added by it
    /// Those that were added by this topic are over.
    void clear(const QString& topic);

private:
    struct Problem {
        QString text;
        QString topic;
    };

    void putAway();
    void show();

    MessageBanner& m_banner;
    QList<Problem> m_problems; ///< the latest last
};

} // namespace kaunt

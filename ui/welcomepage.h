// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

namespace kaunt {

/// The first start: two ways on, each with a sentence of what it does. GUI thread.
class WelcomePage final : public QWidget {
    Q_OBJECT

public:
    explicit WelcomePage(QWidget* parent = nullptr);

Q_SIGNALS:
    void demoRequested();    ///< Try it with a simulated Kaunt
    void connectRequested(); ///< Connect my webhook
};

} // namespace kaunt

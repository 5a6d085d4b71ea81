// SPDX-License-Identifier: MIT
#pragma once

#include "core/headerlist.h"

#include <QByteArray>
#include <QWidget>

namespace kaunt {

class JsonBodyView;

/// The Payload tab: the body of a delivery. GUI thread.
class PayloadPanel final : public QWidget {
    Q_OBJECT

public:
    explicit PayloadPanel(QWidget* parent = nullptr);

    /// `wholeBytes` is larger than the body where only its beginning was kept.
    void showBody(const QByteArray& body, qint64 wholeBytes, const HeaderList& headers = {});

private:
    JsonBodyView* m_body;
};

} // namespace kaunt

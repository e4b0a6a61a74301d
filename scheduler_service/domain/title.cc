// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/title.h"

#include <algorithm>

namespace jiedui::scheduler {

registry::v1::TitleLevel HighestTitleOn(const registry::v1::Person& person, absl::string_view day) {
  registry::v1::TitleLevel highest = registry::v1::TITLE_LEVEL_UNSPECIFIED;
  for (const registry::v1::Title& title : person.titles())
    if (title.conferred_date() <= day) highest = std::max(highest, title.level());
  return highest;
}

}  // namespace jiedui::scheduler

// SPDX-License-Identifier: Apache-2.0
// A demand for a kiwi expert (U24), and people who could be sent from 余杭.
#pragma once

#include <string>

#include "jiedui/scheduler/v1/demand.pb.h"
#include "tests/scheduler_service/samples.h"

namespace jiedui::scheduler {

// The bureau of agriculture of 苍溪 wants one for two months.
inline v1::Demand KiwiExpert() {
  return FromText<v1::Demand>(R"pb(
    name: "pairings/yh-cx/demands/kiwi"
    display_name: "猕猴桃种植专家"
    host_organization: "organizations/cx-agriculture"
    field: FIELD_RURAL_REVITALISATION
    category: CATEGORY_AGRONOMIST
    direction: DIRECTION_EAST_TO_WEST
    requirements { specialties: "果树" title_level_min: TITLE_LEVEL_INTERMEDIATE }
    headcount: 1
    start_date: "2021-09-01"
    end_date: "2021-10-31"
    reason: "红心猕猴桃溃疡病防治")pb");
}

inline registry::v1::Organization CangxiAgriculture() {
  return FromText<registry::v1::Organization>(R"pb(
    name: "organizations/cx-agriculture"
    display_name: "苍溪县农业农村局"
    kind: KIND_GOVERNMENT
    divisions { division: "510824" })pb");
}

inline registry::v1::Organization YuhangAgriculture() {
  return FromText<registry::v1::Organization>(R"pb(
    name: "organizations/yh-agriculture"
    display_name: "余杭区农业技术推广中心"
    kind: KIND_GOVERNMENT
    divisions { division: "330110" })pb");
}

// An agronomist of YuhangAgriculture().
inline registry::v1::Person Agronomist(const std::string& id, const std::string& specialty,
                                       registry::v1::TitleLevel level) {
  auto person = FromText<registry::v1::Person>(R"pb(
    category: PERSON_CATEGORY_AGRONOMIST
    employments { organization: "organizations/yh-agriculture" })pb");
  person.set_name("persons/" + id);
  person.set_display_name("示范" + id);
  person.set_specialty(specialty);
  auto& title = *person.add_titles();
  title.set_level(level);
  title.set_title("农艺师");
  return person;
}

}  // namespace jiedui::scheduler

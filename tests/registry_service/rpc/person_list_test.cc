// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/person_list.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "common/store/index_version.h"
#include "registry_service/domain/name_order.h"
#include "registry_service/store/keys.h"
#include "tests/registry_service/rpc/registry_server.h"
#include "tests/registry_service/store/commit.h"
#include "tests/support/fake_clock.h"
#include "tests/support/store_helpers.h"

namespace jiedui::registry {
namespace {

using absl::StatusCode;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using Stub = v1::PersonService::Stub;

v1::Person Called(const std::string& name) {
  v1::Person person = Teacher();
  person.set_display_name(name);
  return person;
}

v1::ListPersonsRequest ByName(v1::NameCollation collation) {
  v1::ListPersonsRequest list;
  list.set_order_by("display_name");
  list.set_collation(collation);
  return list;
}

// All pages, and what happens between them.
std::vector<v1::Person> ListAll(
    RegistryServer& server, v1::ListPersonsRequest list, const std::function<void()>& between = [] {}) {
  std::vector<v1::Person> persons;
  do {
    const auto page = Call(server.persons(), &Stub::ListPersons, list);
    EXPECT_THAT(page, IsOk());
    if (!page.ok()) return persons;
    persons.insert(persons.end(), page->persons().begin(), page->persons().end());
    list.set_page_token(page->next_page_token());
    between();
  } while (!list.page_token().empty());
  return persons;
}

std::vector<std::string> NamesIn(const std::vector<v1::Person>& persons) {
  std::vector<std::string> names;
  for (const v1::Person& person : persons) names.push_back(person.display_name());
  return names;
}

void CreateRoster(RegistryServer& server) {
  int number = 0;
  for (const char* name : {"赵一", "单雪梅", "李四", "丁一", "Smith", "王五", "刘三"})
    ASSERT_THAT(CreatePerson(server, absl::StrCat("p", number++), Called(name)), IsOk());
}

TEST(PersonList, IsByIdUnlessItIsByName) {
  RegistryServer server;
  CreateRoster(server);
  v1::ListPersonsRequest list;
  const auto by_default = NamesIn(ListAll(server, list));
  EXPECT_THAT(by_default, ElementsAre("赵一", "单雪梅", "李四", "丁一", "Smith", "王五", "刘三"));
  list.set_order_by("name");
  EXPECT_EQ(NamesIn(ListAll(server, list)), by_default);
}

TEST(PersonList, ByNameIsByPinyinOrByStrokes) {
  RegistryServer server;
  CreateRoster(server);
  const auto by_pinyin = ElementsAre("单雪梅", "丁一", "李四", "刘三", "王五", "赵一", "Smith");
  EXPECT_THAT(NamesIn(ListAll(server, ByName(v1::NAME_COLLATION_UNSPECIFIED))), by_pinyin);
  EXPECT_THAT(NamesIn(ListAll(server, ByName(v1::NAME_COLLATION_PINYIN))), by_pinyin);
  EXPECT_THAT(NamesIn(ListAll(server, ByName(v1::NAME_COLLATION_STROKE))),
              ElementsAre("丁一", "王五", "刘三", "李四", "单雪梅", "赵一", "Smith"));
}

TEST(PersonList, OfAnEmployerIsInTheOrderOfNamesToo) {
  RegistryServer server;
  ASSERT_THAT(CreateOrganization(server, "wps", Hospital()), IsOk());
  CreateRoster(server);
  for (const char* name : {"王伟", "安静"}) {
    v1::Person person = Called(name);
    person.add_employments()->set_organization("organizations/wps");
    ASSERT_THAT(CreatePerson(server, "", person), IsOk());
  }
  v1::ListPersonsRequest list = ByName(v1::NAME_COLLATION_PINYIN);
  list.set_filter("employments.organization = \"organizations/wps\"");
  list.set_page_size(1);
  EXPECT_THAT(NamesIn(ListAll(server, list)), ElementsAre("安静", "王伟"));
}

TEST(PersonList, LeavesOutTheDeletedAndTheRestricted) {
  RegistryServer server;
  CreateRoster(server);
  ASSERT_THAT(DeletePerson(server, "persons/p0"), IsOk());
  v1::RestrictPersonRequest restrict_request;
  restrict_request.set_name("persons/p1");
  restrict_request.set_reason("本人申请");
  ASSERT_THAT(Call(server.persons(), &Stub::RestrictPerson, restrict_request), IsOk());
  EXPECT_THAT(NamesIn(ListAll(server, ByName(v1::NAME_COLLATION_PINYIN))),
              ElementsAre("丁一", "李四", "刘三", "王五", "Smith"));
}

TEST(PersonList, SaysWhichOrdersThereAre) {
  RegistryServer server;
  const auto list = [&server](const v1::ListPersonsRequest& request) {
    return Call(server.persons(), &Stub::ListPersons, request);
  };
  v1::ListPersonsRequest request;
  for (const char* order : {"display_name desc", "birth_date", "display_name,name"}) {
    request.set_order_by(order);
    EXPECT_THAT(list(request), StatusIs(StatusCode::kInvalidArgument,
                                        AllOf(HasSubstr("order_by"), HasSubstr("name"), HasSubstr("display_name"))));
  }
  request.clear_order_by();
  request.set_collation(v1::NAME_COLLATION_STROKE);
  EXPECT_THAT(list(request), StatusIs(StatusCode::kInvalidArgument, HasSubstr("collation")));
  request = ByName(static_cast<v1::NameCollation>(9));
  EXPECT_THAT(list(request), StatusIs(StatusCode::kInvalidArgument, HasSubstr("collation")));
  request = ByName(v1::NAME_COLLATION_PINYIN);
  request.set_show_deleted(true);
  EXPECT_THAT(list(request), StatusIs(StatusCode::kInvalidArgument, HasSubstr("show_deleted")));
}

TEST(PersonList, APageTokenIsOfOneOrder) {
  RegistryServer server;
  CreateRoster(server);
  v1::ListPersonsRequest list = ByName(v1::NAME_COLLATION_PINYIN);
  list.set_page_size(2);
  list.set_page_token(Call(server.persons(), &Stub::ListPersons, list)->next_page_token());
  list.set_collation(v1::NAME_COLLATION_STROKE);
  EXPECT_THAT(Call(server.persons(), &Stub::ListPersons, list),
              FailsWith(StatusCode::kInvalidArgument, "PAGE_TOKEN_INVALID"));
}

// Who stays and keeps her name, among others who come, go and are renamed between the pages.
class PagingTest : public testing::TestWithParam<v1::NameCollation> {
 protected:
  static constexpr int kPersons = 60;

  PagingTest() {
    for (int i = 0; i < kPersons; ++i) EXPECT_THAT(CreatePerson(server_, Id(i), Called(SomeName())), IsOk());
  }
  static std::string Id(int number) { return absl::StrCat("p", 100 + number); }
  static bool Stays(int number) { return number % 3 == 0; }
  unsigned Draw() { return state_ = state_ * 1664525U + 1013904223U; }
  std::string SomeName() {
    constexpr const char* kSurnames[] = {"王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "单", "阿"};
    constexpr const char* kGiven[] = {"一", "伟", "芳", "娜", "敏", "静", "强", "磊"};
    return absl::StrCat(kSurnames[(Draw() >> 16U) % 12], kGiven[(Draw() >> 16U) % 8]);
  }
  void Disturb() {
    EXPECT_THAT(CreatePerson(server_, "", Called(SomeName())), IsOk());
    const int number = static_cast<int>((Draw() >> 16U) % kPersons);
    if (Stays(number)) return;
    if (Draw() >> 31U == 0) {
      EXPECT_THAT(DeletePerson(server_, "persons/" + Id(number)), IsOk());
      return;
    }
    v1::Person renamed = Called(SomeName());
    renamed.set_name("persons/" + Id(number));
    const auto updated = UpdatePerson(server_, renamed, {"display_name"});
    EXPECT_TRUE(updated.ok() || updated.status().code() == StatusCode::kFailedPrecondition) << updated.status();
  }

  RegistryServer server_;
  unsigned state_ = 20211115;
};

TEST_P(PagingTest, WhoIsThereThroughoutIsListedOnceAndInOrder) {
  v1::ListPersonsRequest list = ByName(GetParam());
  list.set_page_size(4);
  const std::vector<v1::Person> listed = ListAll(server_, list, [this] {
    for (int i = 0; i < 3; ++i) Disturb();
  });
  const NameOrder order = GetParam() == v1::NAME_COLLATION_STROKE ? NameOrder::kStroke : NameOrder::kPinyin;
  const auto place = [order](const v1::Person& person) {
    return std::make_tuple(SortKey(order, person.display_name()), person.name());
  };
  EXPECT_TRUE(std::is_sorted(listed.begin(), listed.end(),
                             [&](const v1::Person& a, const v1::Person& b) { return place(a) < place(b); }));
  std::multiset<std::string> names;
  for (const v1::Person& person : listed) names.insert(person.name());
  for (int i = 0; i < kPersons; ++i) {
    if (!Stays(i)) continue;
    EXPECT_EQ(names.count("persons/" + Id(i)), 1U) << Id(i);
  }
  EXPECT_GT(listed.size(), static_cast<size_t>(kPersons) / 2);
}

INSTANTIATE_TEST_SUITE_P(Orders, PagingTest, testing::Values(v1::NAME_COLLATION_PINYIN, v1::NAME_COLLATION_STROKE));

TEST(PersonList, OfAStoreWithoutTheIndexesIsInOrderOnceItIsOpened) {
  RegistryServer server;
  CreateRoster(server);
  const auto in_order = NamesIn(ListAll(server, ByName(v1::NAME_COLLATION_STROKE)));
  const store::Rows index = store::RowsOf(server.store(), store::Family::kIndex);
  ASSERT_THAT(Commit(server.store(),
                     [](store::Transaction& txn) {
                       return txn.Stage(store::Family::kMeta, std::string(store::kIndexVersionKey), "another");
                     }),
              IsOk());
  for (const auto& [key, value] : index)
    ASSERT_THAT(
        Commit(server.store(),
               [&key = key](store::Transaction& txn) { return txn.Stage(store::Family::kIndex, key, std::nullopt); }),
        IsOk());
  EXPECT_THAT(ListAll(server, ByName(v1::NAME_COLLATION_STROKE)), testing::IsEmpty());
  const FakeClock clock;
  ASSERT_THAT(Registry::Open(server.store(), clock, {}), IsOk());
  EXPECT_EQ(NamesIn(ListAll(server, ByName(v1::NAME_COLLATION_STROKE))), in_order);
  EXPECT_EQ(store::RowsOf(server.store(), store::Family::kIndex), index);
}

}  // namespace
}  // namespace jiedui::registry

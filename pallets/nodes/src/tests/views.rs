//! What apps read.

use super::scenario::*;

#[test]
fn views_should_tell_each_node_and_whether_it_counts() {
    run(|| {
        System::set_block_number(8);
        assert_ok!(add(admin(3), peer(30)));
        suspend(3);
        let seen = |organisation| {
            let views = Pallet::nodes_of(organisation);
            views.into_iter().map(|view| (view.peer_id, view.added_at, view.counts)).collect::<Vec<_>>()
        };
        assert_eq!(seen(1), vec![(peer(1), 0, true)]);
        assert_eq!(seen(3), vec![(peer(30), 8, false)]);
        assert_eq!(seen(4), vec![]);
        let all = Pallet::nodes().into_iter().map(|view| view.organisation).collect::<Vec<_>>();
        assert_eq!(all, vec![1, 2, 3]);
        assert!(Pallet::is_enforced());
    });
}

"""How an open page learns that something it shows has changed.

A *signal* is one row, written in the transaction of the change itself: the topic, such as
`goal-42`, and nothing else. A *listener* is one open stream (`/live/?topic=goal-42`). The *hub* of
each worker process hears new signals over a *wire* and tells the listeners *that* something
changed; the page then asks for its part through the ordinary, permission-checked view.

*Presence*, who is here and who is writing, lives in memory alone and is gone with the process.
"""
